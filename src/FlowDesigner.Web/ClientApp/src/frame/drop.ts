// Files that are dropped anywhere on a page that takes them go into its hidden field, a dropped folder file by file.

const field = (): HTMLInputElement | null => document.querySelector("input[data-drop-files]");
const zone = (): HTMLElement | null => document.querySelector("[data-drop-zone]");

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true && field() !== null && !document.querySelector("dialog[open]");

const entriesOf = (folder: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => new Promise((done, failed) => folder.readEntries(done, failed));

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    return [await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed))];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  // A folder gives its content in portions; an empty one is the end.
  for (let entries = await entriesOf(reader); entries.length > 0; entries = await entriesOf(reader)) {
    files.push(...(await Promise.all(entries.map(filesOf))).flat());
  }
  return files.filter(file => file.name.endsWith(".json"));
}

async function take(items: DataTransferItem[]): Promise<void> {
  // Entries must be asked for before the first wait: the items are gone after it.
  const dropped = items.map(item => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files = (await Promise.all(dropped.map(({ entry, file }) => (entry ? filesOf(entry) : file ? [file] : [])))).flat();
  const input = field();
  if (input && files.length > 0) {
    const all = new DataTransfer();
    files.forEach(file => all.items.add(file));
    input.files = all.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export function hookDrop(): void {
  const show = (visible: boolean): void => {
    const shown = zone();
    if (shown) {
      shown.hidden = !visible;
    }
  };
  document.addEventListener("dragover", event => {
    if (carriesFiles(event)) {
      event.preventDefault();
      show(true);
    }
  });
  document.addEventListener("dragleave", event => {
    if (event.relatedTarget === null) {
      show(false);
    }
  });
  document.addEventListener("drop", event => {
    show(false);
    if (carriesFiles(event)) {
      event.preventDefault();
      void take([...(event.dataTransfer?.items ?? [])]);
    }
  });
}
