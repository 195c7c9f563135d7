const SHAPES = {
  quoted: "format_quote",
  supported: "check_circle",
  partly: "contrast",
  "not-supported": "radio_button_unchecked",
  contradicted: "cancel",
};

// The address that opens this answer; where the clipboard is closed to us, it is there to be copied by hand.
const link = (id) => {
  const address = `${location.origin}${location.pathname}?answer=${encodeURIComponent(id)}`;
  const told = el("span", "told");
  told.setAttribute("role", "status");
  const byHand = () => {
    const field = el("input", "address");
    field.value = address;
    field.readOnly = true;
    field.setAttribute("aria-label", "The link to this answer");
    told.replaceChildren(field);
    field.select();
  };
  const copy = () => (navigator.clipboard?.writeText(address) ?? Promise.reject()).then(() => told.replaceChildren("Copied"), byHand);
  return el("p", "link", button("copy", "", copy, symbol("link"), "Copy link to this answer"), told);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#root");
  const wasOpen = new Set([...root.querySelectorAll("details[open]")].map((node) => node.className));
  const folded = (cls, ...children) => {
    const node = el("details", cls, ...children);
    node.open = wasOpen.has(cls);
    return node;
  };
  const cite = (number) => setTriggerValue("cite", number);

  const name = (number) => {
    const source = data.sources[number - 1];
    return [`Source ${number}`, source.title, source.who, source.page].filter(Boolean).join(", ");
  };
  const chip = (number) => {
    const node = button("chip", name(number), () => cite(number), String(number));
    if (data.open === number) node.setAttribute("aria-current", "true");
    return node;
  };
  const attribution = (number) => {
    const { who, title, page } = data.sources[number - 1];
    return button("attribution", "", () => cite(number),
      who && el("span", "who", who), title && el("span", "title", title), page && el("span", "page", page));
  };
  // Two quotes from one page of one document are attributed once.
  const places = (cited) => {
    const place = (number) => JSON.stringify(data.sources[number - 1]);
    return cited.filter((number, at) => cited.findIndex((other) => place(other) === place(number)) === at);
  };
  // A chip never stands alone on a line: it keeps to the last word.
  const withChips = (text, cited) => {
    const last = text.slice(text.lastIndexOf(" ") + 1);
    const bound = last.length > 30 ? "" : last;
    return [text.slice(0, text.length - bound.length), el("span", "bound", bound, " ", ...cited.map(chip))];
  };
  // A verdict is a word and a shape, never a colour alone.
  const verdictOf = ({ shape, text, failed, repaired }) => el("span", `verdict verdict-${shape}`,
    symbol(SHAPES[shape]), [text, failed, repaired && "citation repaired"].filter(Boolean).join(" · "));
  const proof = ({ text, cited, verdict }) => {
    const words = el("p", data.writer && verdict && verdict.shape !== "quoted" ? "sentence" : "quote", ...withChips(text, cited));
    return el("li", "proof", words, el("div", "by", verdict && verdictOf(verdict), ...places(cited).map(attribution)));
  };
  const quotation = ({ text, cited }) => el("li", "", el("p", "quote", ...withChips(text, cited)),
    el("div", "by", ...cited.map(attribution)));

  const standing = ({ status, text }) => el("span", `standing standing-${status}`, text);

  const parts = [el("h2", "question", data.question)];
  if (data.understood) {
    const field = el("input", "understood-field");
    field.value = data.understood;
    field.setAttribute("aria-label", "The question as it was understood; change it and press Enter to ask again");
    const again = () => field.value.trim() && setTriggerValue("again", field.value.trim());
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") again(); });
    parts.push(el("div", "understood", el("span", "", "Understood as"), field, button("again", "", again, "Ask again")));
  }
  if (data.limits) parts.push(el("p", "limits", symbol("filter_list"), data.limits));
  if (data.waiting) parts.push(el("p", "waiting", el("span", "pulse"), data.waiting));
  if (data.error) parts.push(el("p", "wrong", symbol("error"), el("span", "", data.error)));
  if (data.short?.length) {
    const short = el("p", "short");
    data.short.forEach(({ text, said, cited }, at) => {
      short.append(...(at ? ["; "] : []), ...withChips(text, cited), ...(said ? [el("span", "said", ` in the text: “${said}”`)] : []));
    });
    parts.push(short);
  }
  if (data.standing) parts.push(el("p", "standing-line", standing(data.standing)));
  if (data.sides?.length) {
    const side = ({ text, cited, who, correction, standing: told }) => el("li", "side",
      el("div", "side-who", who, correction && el("span", "correction", "correction")),
      el("p", "side-text", ...withChips(text, cited)), standing(told));
    parts.push(el("h3", "label", "The sources differ"), el("ul", "sides", ...data.sides.map(side)));
  }
  if (data.missing) {
    parts.push(el("p", "short missing", data.missing));
    if (data.searched) parts.push(el("p", "searched", data.searched));
    if (data.closest.length) parts.push(el("h3", "label", "What comes closest"));
  }
  const proofs = data.missing ? data.closest : data.claims;
  if (data.writer) parts.push(el("h3", "label writer", data.writer));
  if (proofs?.length) parts.push(el("ol", data.missing ? "proofs closest" : "proofs", ...proofs.map(proof)));
  if (data.writing) {
    const stop = button("stop", "", () => setTriggerValue("stop", true), symbol("stop_circle"), "Stop");
    const line = el("div", "writing", el("span", "pulse"), el("span", "", data.writing), stop);
    line.setAttribute("role", "status");
    parts.push(line);
  }
  if (data.withheld) {
    const { line, sentences } = data.withheld;
    parts.push(folded("withheld", el("summary", "", symbol("chevron_right"), line), el("ul", "",
      ...sentences.map(({ text, verdict }) => el("li", "", el("p", "sentence", text), verdict && el("div", "by", verdictOf(verdict)))))));
  }
  if (data.evidence?.length) {
    parts.push(el("h3", "label evidence-label", "The evidence"), el("ol", "evidence", ...data.evidence.map(quotation)));
  }
  if (data.quiet) parts.push(el("p", "quiet", data.quiet));
  (data.notes ?? []).forEach((note) => parts.push(el("p", "note", symbol("info"), el("span", "", note))));
  if (data.trail?.length) {
    const rows = data.trail.map(({ context, text, others, score, parts: scores }) =>
      el("li", "", el("div", "context", context), el("p", "passage", text),
        others && el("p", "others", others), el("div", "scores", el("span", "total", score), scores && ` from ${scores}`)));
    parts.push(folded("trail", el("summary", "", symbol("chevron_right"), "How this was found"),
      el("p", "explained", `The ${rows.length} passages that weighed most, best first, with their scores.`),
      el("ol", "", ...rows),
      data.receipt && el("p", "explained receipt", data.receipt)));
  }
  if (data.id && !data.writing) parts.push(link(data.id));
  root.replaceChildren(el("article", "turn", ...parts));

  // A new answer is read from its question down; what is drawn again stays where it is.
  if (data.newest && !root.seen && !data.waiting) {
    setTimeout(() => root.getRootNode().host.scrollIntoView({ block: "start", behavior: "smooth" }), 120);
  }
  root.seen = true;
}
