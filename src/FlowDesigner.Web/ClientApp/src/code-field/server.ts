import type { Choice } from "./types";

export interface DotNetObject {
  invokeMethodAsync<T>(name: string, ...args: unknown[]): Promise<T>;
}

/** Every call back to CodeField.razor.cs. */
export interface Server {
  write(text: string): Promise<void>;
  done(): Promise<void>;
  complete(source: string, position: number): Promise<Choice[]>;
}

export function serverOf(dotnet: DotNetObject): Server {
  return {
    write: text => dotnet.invokeMethodAsync("OnWrite", text),
    done: () => dotnet.invokeMethodAsync("OnDone"),
    complete: (source, position) => dotnet.invokeMethodAsync("OnComplete", source, position),
  };
}
