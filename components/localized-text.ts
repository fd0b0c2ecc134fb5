/** A sentence in every language that readers of a report or a sheet work in. */
export interface LocalizedText {
  readonly en: string;
  readonly ja: string;
}
