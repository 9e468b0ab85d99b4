/** Why models are refused: their bytes are wrong, they are something else, or they are older than those that skyql comes with. */
export type RefusedModels = 'damaged' | 'foreign' | 'older';

/** What is given holds no models that can be read. The message says why, and which file it is. */
export class UnreadableModels extends Error {
  override readonly name = 'UnreadableModels';
  readonly kind: RefusedModels;

  constructor(kind: RefusedModels, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
