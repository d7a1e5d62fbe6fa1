/** Quiet time between two reports. Unit: milliseconds. */
const pause = 300;

/**
 * Reports typing at its beginning and then at most once a pause, never per key: the first report says that something is
 * not saved any more, the last one is complete.
 */
export class Settler {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting = false;

  constructor(private readonly report: () => void) {}

  /** True while something was typed that is not reported. */
  get isPending(): boolean {
    return this.waiting;
  }

  typed(): void {
    if (this.timer === undefined) {
      this.report();
      this.start();
    } else {
      this.waiting = true;
    }
  }

  /** Reports what is left, at once. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting) {
      this.waiting = false;
      this.report();
    }
  }

  private start(): void {
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.waiting) {
        this.waiting = false;
        this.report();
        this.start();
      }
    }, pause);
  }
}
