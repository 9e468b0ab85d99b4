/** A path that is none, or that cannot be followed, in PostgreSQL's words. */
export class JsonPathError extends Error {}

/** What makes a condition unknown, and what `silent` leaves out: the path fits the document not. */
export class PathMismatch extends JsonPathError {}
