export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#root");
  const act = (name, id, value = "") => setTriggerValue("act", { name, id, value });
  // What is being done to a row: renaming it, or being asked whether to delete it.
  const open = (root.open ??= { id: "", what: "" });
  const turnTo = (id, what) => {
    Object.assign(open, { id, what });
    draw();
  };

  const asked = ({ changed, questions }) => {
    const count = `${questions} question${questions === 1 ? "" : "s"}`;
    if (!changed) return count;
    return `${count} · ${new Date(changed).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })}`;
  };
  const renaming = ({ id, name }) => {
    const field = el("input", "field");
    field.value = name;
    field.maxLength = 120;
    field.setAttribute("aria-label", `The new name of ${name}`);
    const save = () => {
      act("rename", id, field.value);
      turnTo("", "");
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") save();
      if (event.key === "Escape") turnTo("", "");
    });
    queueMicrotask(() => field.select());
    return [field, button("action", "", save, "Save"), button("action", "", () => turnTo("", ""), "Cancel")];
  };
  const deleting = ({ id, name }) => [
    el("p", "sure", "Delete it with all its answers? Links to them will open nothing."),
    button("action", `Delete ${name} for good`, () => act("delete", id), "Delete"),
    button("action", "", () => turnTo("", ""), "Keep"),
  ];
  const row = (kept) => {
    const { id, name } = kept;
    const busy = open.id === id ? open.what : "";
    const title = button("name", "", () => act("open", id), name);
    const about = el("p", "about", id === data.current && "Open now · ", asked(kept));
    return el("li", "kept", el("div", "what", title, about),
      busy ? el("div", "actions", ...(busy === "rename" ? renaming(kept) : deleting(kept)))
        : el("div", "actions", button("action", `Rename ${name}`, () => turnTo(id, "rename"), "Rename"),
          button("action", `Delete ${name}`, () => turnTo(id, "delete"), "Delete")));
  };
  const draw = () => {
    const none = data.searched ? "No conversation holds all these words." : "Nothing was asked yet. What you ask is kept here.";
    root.replaceChildren(data.conversations.length ? el("ul", "list", ...data.conversations.map(row)) : el("p", "none", none));
  };
  draw();
}
