import "@xyflow/react/dist/base.css";
import "./flow-canvas.css";
import { createRoot } from "react-dom/client";
import { ReactFlowProvider } from "@xyflow/react";
import { Canvas, type CanvasApi } from "./canvas";
import { serverOf, type DotNetObject } from "./dotnet";
import { setShapes } from "./icon";
import { hookPalette } from "./palette";
import { save } from "./save";
import type { Graph, Options } from "./types";
import { setWords } from "./words";

/** Styles come with the module, so that no page forgets them and cards never flash unstyled. */
function loadStyles(): Promise<void> {
  const href = new URL("./flow-canvas.css", import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

/** Puts the canvas into an element; the answer is the handle that the server calls. */
export async function mount(host: HTMLElement, dotnet: DotNetObject, graph: Graph, options: Options) {
  hookPalette();
  setShapes(options.icons);
  setWords(options.words);
  await loadStyles();
  const root = createRoot(host);
  const api = await new Promise<CanvasApi>(resolve => {
    root.render(
      <ReactFlowProvider>
        <Canvas server={serverOf(dotnet)} graph={graph} options={options} onReady={resolve} />
      </ReactFlowProvider>,
    );
  });
  void import("../code-field/code-field"); // settings of a node open without waiting for it
  return { ...api, unmount: () => root.unmount() };
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  save(name, new Blob([text], { type: "application/json" }));
}

/** True where there is no room to draw: phones open the outline. */
export const isSmallScreen = (): boolean => matchMedia("(max-width: 760px)").matches;

/** Moves the focus to an element by its id, as soon as it is there: an editor of code takes a moment. */
export function focusById(id: string): void {
  let frames = 120;
  const look = () => {
    const element = document.getElementById(id);
    if (element) {
      element.focus();
    } else if (frames-- > 0) {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/** Shows the end of an element that scrolls, such as the latest message of a chat. */
export function scrollToEnd(element: HTMLElement): void {
  element.scrollTop = element.scrollHeight;
}
