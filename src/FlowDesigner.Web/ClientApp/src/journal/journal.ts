/**
 * The browser's own memory of an editor: what was done, step by step, and what the server has not saved yet. One journal a
 * tab and flow, in IndexedDB, so that it outlives the page, the connection and the server. What the entries mean only the
 * server knows (JournalEntry.cs); here they are lines of text.
 */

const store = "entries";
const keptFor = 14 * 24 * 60 * 60 * 1000;

interface Entry {
  key: string;
  at: number;
  text: string;
}

/** What the server holds: read once, then written to. */
export interface Journal {
  read(): Promise<Uint8Array>;
  append(text: string): Promise<void>;
  reset(text: string): Promise<void>;
  close(): void;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });

async function database(): Promise<IDBDatabase> {
  const opening = indexedDB.open("flowstudio-journal", 1);
  opening.onupgradeneeded = () => {
    const entries = opening.result.createObjectStore(store, { autoIncrement: true });
    entries.createIndex("key", "key");
    entries.createIndex("at", "at");
  };
  return await done(opening);
}

/** Entries become durable in the order in which they are written. */
const write = (db: IDBDatabase, change: (entries: IDBObjectStore) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const transaction = db.transaction(store, "readwrite");
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB"));
    change(transaction.objectStore(store));
  });

const read = (db: IDBDatabase, key: string): Promise<Entry[]> =>
  done(db.transaction(store).objectStore(store).index("key").getAll(key) as IDBRequest<Entry[]>);

/** Removes what is there now: a cursor would go on to what is added behind it in the same transaction. */
function remove(entries: IDBObjectStore, index: string, range: IDBValidKey | IDBKeyRange): void {
  const request = entries.index(index).getAllKeys(range);
  request.onsuccess = () => {
    for (const key of request.result) {
      entries.delete(key);
    }
  };
}

const newTab = (): string => Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(16).padStart(2, "0")).join("");

/** Holds a name as long as the page lives; false when another page holds it. Without locks (plain http) nobody is told apart. */
function hold(key: string, released: Promise<void>): Promise<boolean> {
  if (!("locks" in navigator)) {
    return Promise.resolve(true);
  }
  return new Promise(resolve => {
    void navigator.locks.request(`flowstudio-journal ${key}`, { ifAvailable: true }, lock => {
      resolve(lock !== null);
      return lock === null ? undefined : released;
    });
  });
}

async function isHeld(key: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(lock => lock.name === `flowstudio-journal ${key}`);
}

/** A journal of the same flow and person that a closed or crashed tab left behind. */
async function orphan(db: IDBDatabase, prefix: string, own: string): Promise<string | undefined> {
  if (!("locks" in navigator)) {
    return undefined;
  }
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const entries = (await done(db.transaction(store).objectStore(store).index("key").getAll(range))) as Entry[];
  const latest = new Map(entries.map(entry => [entry.key, entry.at]));
  latest.delete(own);
  for (const [key] of [...latest].sort((one, other) => other[1] - one[1])) {
    if (!(await isHeld(key))) {
      return key;
    }
  }
  return undefined;
}

/** Opens the journal of a flow and a person in this tab. Where the browser keeps nothing, it forgets everything. */
export async function open(prefix: string): Promise<Journal> {
  let release = (): void => undefined;
  const released = new Promise<void>(resolve => (release = resolve));
  try {
    const db = await database();
    let tab = sessionStorage.getItem("flowstudio-tab") ?? newTab();
    // A tab that was duplicated has the memory of the first one, but writes its own journal.
    if (!(await hold(prefix + tab, released))) {
      tab = newTab();
      await hold(prefix + tab, released);
    }
    sessionStorage.setItem("flowstudio-tab", tab);
    const own = prefix + tab;
    let source = own;
    await write(db, entries => remove(entries, "at", IDBKeyRange.upperBound(Date.now() - keptFor)));
    return {
      async read() {
        let entries = await read(db, own);
        if (entries.length === 0) {
          source = (await orphan(db, prefix, own)) ?? own;
          entries = await read(db, source);
        }
        // Never empty: a stream without bytes cannot be opened by the server.
        return new TextEncoder().encode(`${entries.map(entry => entry.text).join("\n")}\n`);
      },
      append: text => write(db, entries => void entries.add({ key: own, at: Date.now(), text })),
      reset: text =>
        write(db, entries => {
          remove(entries, "key", own);
          if (source !== own) {
            remove(entries, "key", source);
          }
          if (text !== "") {
            entries.add({ key: own, at: Date.now(), text });
          }
        }),
      close: () => release(),
    };
  } catch (error) {
    console.warn("This browser keeps no journal of changes that are not saved yet.", error);
    return { read: () => Promise.resolve(new TextEncoder().encode("\n")), append: () => Promise.resolve(), reset: () => Promise.resolve(), close: () => release() };
  }
}

/** While the server is away nothing can be changed: a change that nobody hears would be lost in silence. */
export function pauseWhileLost(): void {
  const notice = document.getElementById("components-reconnect-modal");
  if (!notice) {
    return;
  }
  const follow = (): void => {
    const lost = ["show", "failed", "rejected"].some(state => notice.classList.contains(`components-reconnect-${state}`));
    document.querySelector("[data-editor]")?.toggleAttribute("inert", lost);
  };
  new MutationObserver(follow).observe(notice, { attributes: true, attributeFilter: ["class"] });
}
