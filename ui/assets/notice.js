export default function ({ data, parentElement }) {
  const notices = data.map(({ title, text }) =>
    el("div", "notice", symbol("info"), el("p", "", title && el("span", "title", title), title && " ", text)));
  const list = el("div", "notices", ...notices);
  list.setAttribute("role", "status");
  parentElement.querySelector("#root").replaceChildren(list);
}
