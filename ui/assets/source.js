export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#root");
  const act = (name, value) => setTriggerValue("act", { name, value });

  const close = button("icon close", "Close the source", () => act("close"), symbol("close"));
  const head = el("header", "", el("div", "heading", el("h2", "title", data.title), close));
  if (data.meta) head.append(el("p", "meta", data.meta));
  if (data.path !== data.title) head.append(el("p", "path", symbol("description"), data.path));
  if (data.count > 1) {
    head.append(el("nav", "steps",
      button("icon", "Previous citation", () => act("step", -1), symbol("chevron_left")),
      el("span", "", `Citation ${data.at} of ${data.count}`),
      button("icon", "Next citation", () => act("step", 1), symbol("chevron_right"))));
  }

  const body = el("div", "body");
  (data.notices ?? []).forEach((notice) => body.append(el("p", "notice", symbol("info"), el("span", "", notice))));
  if (data.pages > 1) {
    const turn = (by, label, icon) => {
      const node = button("icon", label, () => act("page", data.page + by), symbol(icon));
      node.disabled = data.page + by < 1 || data.page + by > data.pages;
      return node;
    };
    body.append(el("nav", "steps pages", turn(-1, "Previous page", "chevron_left"),
      el("span", "", `Page ${data.page} of ${data.pages}`), turn(1, "Next page", "chevron_right")));
  }
  if (data.picture) body.append(picture(data));
  if (data.picture && data.paragraphs.length) body.append(el("h3", "label", "The text of this page"));
  if (data.before) body.append(el("p", "cut", data.before));
  const text = el("div", "text");
  data.paragraphs.forEach(({ flow, parts }) => {
    text.append(el("p", flow ? "flow" : "", ...parts.map(([kind, piece]) => (kind ? el("mark", kind, piece) : piece))));
  });
  body.append(text);
  if (data.after) body.append(el("p", "cut", data.after));

  const panel = el("aside", "panel", el("div", "grip"), head, body);
  panel.setAttribute("aria-label", "Source");
  panel.tabIndex = -1;
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") act("close");
    if (event.key === "ArrowLeft" && data.count > 1) act("step", -1);
    if (event.key === "ArrowRight" && data.count > 1) act("step", 1);
  });
  root.replaceChildren(panel);

  // Another place was opened: go there. The same place drawn again (a theme, a rerun) keeps its scroll.
  if (root.dataset.place !== data.place) {
    root.dataset.place = data.place;
    root.scrolled = null;
    panel.focus({ preventScroll: true });
  }
  const settle = () => {
    if (root.scrolled !== null && root.scrolled !== undefined) {
      body.scrollTop = root.scrolled;
      return;
    }
    const target = body.querySelector(".box.now") ?? body.querySelector("mark.now");
    if (!target) return;
    const offset = target.getBoundingClientRect().top - body.getBoundingClientRect().top;
    body.scrollTop += offset - body.clientHeight / 3;
  };
  settle();
  body.addEventListener("scroll", () => { root.scrolled = body.scrollTop; });
}

// The picture keeps its shape before it has loaded, so that nothing moves under the reader.
const picture = ({ picture, width, height, boxes, page }) => {
  const image = el("img", "");
  image.src = picture;
  image.alt = `Page ${page} of the document`;
  const frame = el("figure", "sheet", image);
  frame.style.aspectRatio = `${width} / ${height}`;
  boxes.forEach(({ kind, x0, top, x1, bottom }) => {
    const box = el("span", `box ${kind}`);
    box.style.left = `${(100 * x0) / width}%`;
    box.style.top = `${(100 * top) / height}%`;
    box.style.width = `${(100 * (x1 - x0)) / width}%`;
    box.style.height = `${(100 * (bottom - top)) / height}%`;
    frame.append(box);
  });
  return frame;
};
