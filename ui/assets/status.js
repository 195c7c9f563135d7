export default function ({ data, parentElement, setTriggerValue }) {
  const parts = [];
  if (data.stage) {
    const share = data.total ? Math.min(1, data.done / data.total) : 0;
    const bar = el("div", "bar", el("div", "fill"));
    bar.firstChild.style.width = `${100 * share}%`;
    parts.push(el("p", "stage", `${data.stage[0].toUpperCase()}${data.stage.slice(1)} `,
      el("span", "count", data.total ? `${data.done} of ${data.total}` : "")), bar);
    if (data.file) parts.push(el("p", "file", data.file));
  }
  if (data.trouble) {
    parts.push(el("p", "trouble", symbol("error"), el("span", "", `New files are not being noticed: ${data.trouble}`)),
      button("again", "", () => setTriggerValue("again", true), "Try again"));
  }
  parts.push(el("p", "held", data.held));
  const status = el("div", "status", ...parts);
  status.setAttribute("role", "status");
  parentElement.querySelector("#root").replaceChildren(status);
}
