export default function ({ data, parentElement, setTriggerValue }) {
  const parts = [];
  if (data.run) parts.push(progress(data.run));
  if (data.trouble) {
    parts.push(el("p", "trouble", symbol("error"), el("span", "", `New files are not being noticed: ${data.trouble}`)),
      button("again", "", () => setTriggerValue("again", true), "Try again"));
  }
  parts.push(el("p", "held", data.held));
  const status = el("div", "status", ...parts);
  status.setAttribute("role", "status");
  parentElement.querySelector("#root").replaceChildren(status);
}
