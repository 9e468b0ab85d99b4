import type { Page } from '../providers/provider.ts';

/**
 * One call for several readers, each of whom gets all of its pages: whoever comes to the end of those that are there asks
 * for the next. A call that is forgotten has no new readers, and keeps a page until the last of its readers has it.
 */
export class SharedCall {
  readonly #source: AsyncIterator<Page>;
  readonly #onPage: (page: Page) => void;
  readonly #places = new Set<{ at: number }>();
  #pages: Page[] = [];
  /** The number of the first page that is kept. */
  #first = 0;
  #isForgotten = false;
  #isOver = false;
  #coming: Promise<void> | undefined;

  constructor(pages: AsyncIterable<Page>, onPage: (page: Page) => void) {
    this.#source = pages[Symbol.asyncIterator]();
    this.#onPage = onPage;
  }

  /** All pages, those that come later too, whenever the reader begins. */
  read(): AsyncIterable<Page> {
    const place = { at: this.#first };
    this.#places.add(place);
    return this.#readFrom(place);
  }

  async *#readFrom(place: { at: number }): AsyncGenerator<Page, void, undefined> {
    try {
      for (;;) {
        const page = this.#pages[place.at - this.#first];
        if (page !== undefined) {
          place.at += 1;
          if (this.#isForgotten) this.#drop();
          yield page;
        } else if (this.#isOver) return;
        else await this.#further();
      }
    } finally {
      this.#places.delete(place);
    }
  }

  forget(): void {
    this.#isForgotten = true;
  }

  /** Asks for the next page, once for all who wait for it. What fails fails for all. */
  #further(): Promise<void> {
    this.#coming ??= this.#source.next().then(({ done, value }) => {
      this.#coming = undefined;
      if (done === true) {
        this.#isOver = true;
        return;
      }
      this.#pages.push(value);
      this.#onPage(value);
    });
    return this.#coming;
  }

  /** Lets go of the pages that every reader has had. */
  #drop(): void {
    const next = Math.min(...[...this.#places].map(({ at }) => at));
    this.#pages = this.#pages.slice(next - this.#first);
    this.#first = next;
  }
}
