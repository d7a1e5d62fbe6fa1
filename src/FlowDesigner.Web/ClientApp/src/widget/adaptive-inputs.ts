import { listOf, textOf, type Part } from "./adaptive-card";
import { h } from "./dom";
import { words } from "./words";

/** An input of a card. */
export interface CardInput {
  id: string;
  element: HTMLElement;
  value(): string;
  /** Says what is wrong beside the input; true when nothing is. */
  check(): boolean;
  focus(): void;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

let count = 0;

/** Makes an input; undefined for what is none we know. */
export function inputOf(part: Part): CardInput | undefined {
  switch (part.type) {
    case "Input.Text":
      return part.isMultiline === true ? field(part, h("textarea", { rows: "3" })) : field(part, h("input", { type: styleOf(part) }));
    case "Input.Number":
      return field(part, h("input", { type: "number", step: "any", inputmode: "decimal" }));
    case "Input.Date":
      return field(part, h("input", { type: "date" }));
    case "Input.Time":
      return field(part, h("input", { type: "time" }));
    case "Input.Toggle":
      return toggle(part);
    case "Input.ChoiceSet":
      return part.style === "expanded" || part.isMultiSelect === true ? choices(part) : select(part);
    default:
      return undefined;
  }
}

function styleOf(part: Part): string {
  return { email: "email", tel: "tel", url: "url", password: "password" }[textOf(part.style).toLowerCase()] ?? "text";
}

function field(part: Part, control: HTMLInputElement | HTMLTextAreaElement): CardInput {
  for (const [name, value] of [["placeholder", part.placeholder], ["min", part.min], ["max", part.max], ["pattern", part.regex]] as const) {
    if (textOf(value)) {
      control.setAttribute(name, textOf(value));
    }
  }

  if (typeof part.maxLength === "number" && part.maxLength > 0) {
    control.maxLength = part.maxLength;
  }

  control.value = textOf(part.value);
  return labelled(part, control, () => control.value);
}

function select(part: Part): CardInput {
  const control = h("select", {}, h("option", { value: "" }, textOf(part.placeholder)));
  for (const choice of listOf(part.choices)) {
    control.append(h("option", { value: textOf(choice.value) }, textOf(choice.title)));
  }

  control.value = textOf(part.value);
  return labelled(part, control, () => control.value);
}

function toggle(part: Part): CardInput {
  const [on, off] = [textOf(part.valueOn) || "true", textOf(part.valueOff) || "false"];
  const box = h("input", { type: "checkbox" });
  box.checked = textOf(part.value) === on;
  const problem = problemOf(box);
  const element = h("div", { class: "input" }, h("label", { class: "tick", dir: "auto" }, box, textOf(part.title) || textOf(part.label)), problem);
  return checked(part, element, problem, () => (box.checked ? on : off), () => box.checked, () => box.focus());
}

function choices(part: Part): CardInput {
  const name = `choice-${++count}`;
  const chosen = new Set(textOf(part.value).split(",").filter(Boolean));
  const boxes = listOf(part.choices).map((choice) => {
    const box = h("input", { type: part.isMultiSelect === true ? "checkbox" : "radio", name, value: textOf(choice.value) });
    box.checked = chosen.has(box.value);
    return { box, label: h("label", { class: "tick", dir: "auto" }, box, textOf(choice.title)) };
  });
  const problem = h("p", { class: "bad", role: "alert" });
  const group = h("fieldset", { class: "input" }, h("legend", { dir: "auto" }, textOf(part.label) || textOf(part.placeholder)), ...boxes.map((b) => b.label), problem);
  const value = () => boxes.filter((b) => b.box.checked).map((b) => b.box.value).join(",");
  return checked(part, group, problem, value, () => value() !== "", () => boxes[0]?.box.focus());
}

function labelled(part: Part, control: Control, value: () => string): CardInput {
  const id = `input-${++count}`;
  control.id = id;
  control.setAttribute("dir", "auto");
  const label = textOf(part.label);
  if (!label) {
    control.setAttribute("aria-label", textOf(part.placeholder) || textOf(part.id));
  }

  const problem = problemOf(control);
  const element = h("div", { class: "input" }, label ? h("label", { for: id, dir: "auto" }, label) : undefined, control, problem);
  return checked(part, element, problem, value, () => value().trim() !== "", () => control.focus(), control);
}

function problemOf(control: Control): HTMLElement {
  const problem = h("p", { class: "bad", role: "alert", id: `problem-${++count}` });
  control.setAttribute("aria-describedby", problem.id);
  return problem;
}

function checked(
  part: Part,
  element: HTMLElement,
  problem: HTMLElement,
  value: () => string,
  isFilled: () => boolean,
  focus: () => void,
  control?: Control,
): CardInput {
  return {
    id: textOf(part.id),
    element,
    value,
    focus,
    check: () => {
      const isMissing = part.isRequired === true && !isFilled();
      const isWrong = isMissing || control?.checkValidity() === false;
      problem.textContent = isWrong ? textOf(part.errorMessage) || (isMissing ? words.missingInput : (control?.validationMessage ?? "")) : "";
      control?.setAttribute("aria-invalid", String(isWrong));
      return !isWrong;
    },
  };
}
