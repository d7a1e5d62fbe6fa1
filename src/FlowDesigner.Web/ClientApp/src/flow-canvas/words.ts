let words: Record<string, string> = {};

/** Takes the texts of the page: the English text is the key. */
export function setWords(given: Record<string, string>): void {
  words = given;
}

/** A text in the language of the page, with its values for {0}, {1} and so on. */
export const t = (key: string, ...values: (string | number)[]): string =>
  (words[key] ?? key).replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)] ?? ""));

/** A number with its words; {0} is the number. */
export const count = (number: number, one: string, many: string): string => t(number === 1 ? one : many, number);
