// Document text reaches the page only as textContent: nothing in it is ever markup.
const el = (tag, cls, ...children) => {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  node.append(...children.filter((child) => child || child === 0));
  return node;
};

const symbol = (name) => {
  const node = el("span", "symbol", name);
  node.setAttribute("aria-hidden", "true");
  return node;
};

const button = (cls, label, act, ...children) => {
  const node = el("button", cls, ...children);
  node.type = "button";
  if (label) {
    node.setAttribute("aria-label", label);
    node.title = label;
  }
  node.addEventListener("click", act);
  return node;
};

// How far a run over the documents has come: the stage, a bar, and the file in hand.
const progress = ({ stage, done, total, file }) => {
  const bar = el("div", "track", el("div", "fill"));
  bar.firstChild.style.width = `${total ? Math.min(100, (100 * done) / total) : 0}%`;
  const count = el("span", "so-far", total ? ` ${done} of ${total}` : "");
  return el("div", "run", el("p", "stage", stage[0].toUpperCase() + stage.slice(1), count), bar, file && el("p", "file-in-hand", file));
};
