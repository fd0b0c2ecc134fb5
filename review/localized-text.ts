/** A sentence in the languages of the readers. */
export interface LocalizedText {
  readonly en: string;
  readonly ja: string;
}
