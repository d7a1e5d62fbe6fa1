export function toEnd(log) {
  if (log) {
    log.scrollTop = log.scrollHeight;
  }
}
