// Shows a text with its figures marked and tells the server which characters the reader selects.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".passage");
  const characters = Array.from(data.text); // whole characters, as the server counts them
  let place = 0;
  box.replaceChildren();
  for (const [start, end, hint, current] of data.spans) {
    if (start < place) continue;
    const mark = document.createElement("mark");
    mark.textContent = characters.slice(start, end).join("");
    mark.title = hint;
    if (current) mark.id = "current-claim";
    box.append(characters.slice(place, start).join(""), mark);
    place = end;
  }
  box.append(characters.slice(place).join(""));
  const current = box.querySelector("#current-claim");
  if (current) box.scrollTop = current.offsetTop - box.offsetTop - box.clientHeight / 2;
  box.onmouseup = box.onkeyup = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(box);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    setTriggerValue("selected", [start, start + Array.from(range.toString()).length]);
  };
}
