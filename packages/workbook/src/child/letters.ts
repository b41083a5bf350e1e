/** 1 → `A`, 27 → `AA`. */
export function letterOf(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `A` → 1, `AA` → 27. */
export function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** The letter `by` columns further right (or left). */
export function shifted(letters: string, by: number): string {
  return letterOf(columnOf(letters) + by);
}
