export default function ({ data, parentElement, setTriggerValue }) {
  const parts = [el("h1", "sentence", data.sentence)];
  if (data.questions.length) {
    parts.push(el("h2", "label", "Questions that these documents answer"), el("div", "questions",
      ...data.questions.map((question) => button("question", "", () => setTriggerValue("ask", question),
        el("span", "", question), symbol("arrow_forward")))));
  }
  parts.push(el("p", "label", data.invitation));
  parentElement.querySelector("#root").replaceChildren(el("section", "welcome", ...parts));
}
