/** What is wrong with a document of Jsonnet, and where in which file it stands. */
export class JsonnetError extends Error {
  override readonly name = 'JsonnetError';
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/** A place in a document: in UTF-16 units from its start. */
export interface Place {
  readonly source: { readonly text: string; readonly name: string };
  readonly offset: number;
}
