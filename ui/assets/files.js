// A state is a shape and a word, never a colour alone.
const STATES = {
  failed: ["error", "Not read"],
  "needs-ocr": ["document_scanner", "Needs OCR"],
  unsupported: ["block", "No reader"],
  indexed: ["check_circle", "Indexed"],
  removed: ["do_not_disturb_on", "Removed"],
  ignored: ["visibility_off", "Ignored"],
};
const REFUSED = ["failed", "needs-ocr", "unsupported"];
const SHOWN_AT_ONCE = 200;

const matches = (file, state, words) =>
  (!state || file.state === state) &&
  words.every((word) => `${file.path} ${file.title} ${file.publisher}`.toLowerCase().includes(word));

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#root");
  const kept = (root.kept ??= { state: "", words: "", shown: SHOWN_AT_ONCE });
  const act = (name, path = "") => setTriggerValue("act", { name, path });

  const row = (file) => {
    const [icon, word] = STATES[file.state];
    const busy = data.busy.includes(file.path);
    const title = file.title || file.path.split("/").pop();
    const name = file.state === "indexed" ? button("name", "", () => act("open", file.path), title) : el("span", "name", title);
    const about = [file.title && file.path, file.publisher, file.published, file.size].filter(Boolean).join(" · ");
    const failure = data.failed[file.path];
    const actions = busy ? el("span", "busy", el("span", "pulse"), "Working …")
      : file.state === "indexed" ? button("action", `Remove ${file.path}`, () => act("remove", file.path), "Remove")
      : file.state === "removed" ? button("action", `Restore ${file.path}`, () => act("restore", file.path), "Restore")
      : file.state === "ignored" ? null
      : button("action", `Try ${file.path} again`, () => act("restore", file.path), "Try again");
    return el("li", `file ${file.state}`,
      el("span", "state", symbol(icon), word),
      el("div", "what", name, el("p", "about", about),
        file.reason && el("p", "reason", file.reason),
        ...file.warnings.map((warning) => el("p", "reason", `Note: ${warning}`)),
        REFUSED.includes(file.state) && data.tried.includes(file.path) && el("p", "reason", "Tried again: still the same."),
        failure && el("p", "reason failure", failure, " ", button("dismiss", "", () => act("dismiss", file.path), "Dismiss"))),
      el("div", "actions", actions));
  };

  const order = Object.keys(STATES);
  const files = [...data.files].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const list = el("ul", "list");
  const fill = () => {
    const words = kept.words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = files.filter((file) => matches(file, kept.state, words));
    list.replaceChildren(...found.slice(0, kept.shown).map(row));
    if (!found.length) list.append(el("li", "none", files.length ? "No file matches." : "No files yet. Drop some above, or into the folder."));
    if (found.length > kept.shown) {
      list.append(el("li", "none", button("action", "", () => { kept.shown *= 4; fill(); }, `Show more of the ${found.length}`)));
    }
  };

  const tab = (state, word, count) => {
    const node = button("tab", "", () => { kept.state = state; draw(); }, state ? symbol(STATES[state][0]) : null, `${word} `, el("span", "count", String(count)));
    node.setAttribute("aria-pressed", String(kept.state === state));
    return node;
  };
  const search = el("input", "search");
  search.type = "search";
  search.placeholder = "Find a file";
  search.setAttribute("aria-label", "Find a file");
  search.addEventListener("input", () => { kept.words = search.value; fill(); });

  const draw = () => {
    const focused = parentElement.activeElement?.classList.contains("search");
    const counts = order.map((state) => [state, files.filter((file) => file.state === state).length]).filter(([, n]) => n);
    const rebuild = data.rebuilding ? el("span", "busy", el("span", "pulse"), data.run ? `Rebuilding … ${data.run.done} of ${data.run.total}` : "Rebuilding …")
      : button("action", "", () => act("rebuild"), symbol("refresh"), "Rebuild the index");
    const failure = data.failed["/rebuild"];
    search.value = kept.words;
    fill();
    root.replaceChildren(el("section", "files", data.run && progress(data.run),
      el("div", "bar", el("div", "tabs", tab("", "All", files.length), ...counts.map(([state, n]) => tab(state, STATES[state][1], n))), search),
      list,
      el("div", "foot", rebuild, el("p", "about", "Reads every file again and makes the search indexes anew. Asking goes on meanwhile."),
        failure && el("p", "reason failure", failure, " ", button("dismiss", "", () => act("dismiss", "/rebuild"), "Dismiss")))));
    if (focused) search.focus();
  };
  draw();
}
