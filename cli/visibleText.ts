/** Foreign text without characters that would act on a terminal; a line end is one, too. */
export function visible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
}
