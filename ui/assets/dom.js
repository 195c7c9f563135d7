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
