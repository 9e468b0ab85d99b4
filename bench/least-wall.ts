export interface ListAndGets {
  readonly regions: number;
  readonly rowsOfRegion: number;
  /** Rows of a list's page. */
  readonly pageRows: number;
  /** Gets under way at once in a region. */
  readonly atOnce: number;
  /** What each call waits for its answer, beside the server's work. */
  readonly latencyMilliseconds: number;
  /** What the server, which does one thing at a time, takes for a call. */
  readonly workMilliseconds: number;
}

interface Call {
  readonly region: number;
  readonly kind: 'list' | 'get';
  /** When its answer is there. */
  readonly ends: number;
}

/**
 * The milliseconds that lists with a get for each of their rows take at least, found by playing them through: in each region
 * the pages of its list come one after the other, and a get begins as soon as its row is known and a place is free.
 */
export function leastWall(shape: ListAndGets): number {
  const { regions, rowsOfRegion, pageRows, atOnce, latencyMilliseconds, workMilliseconds } = shape;
  const places = Array.from({ length: regions }, () => ({ listed: 0, asked: 0, underWay: 0 }));
  const calls: Call[] = [];
  let serverIsFree = 0;
  const begin = (now: number, region: number, kind: Call['kind']) => {
    serverIsFree = Math.max(serverIsFree, now) + workMilliseconds;
    const ends = serverIsFree + latencyMilliseconds;
    calls.push({ region, kind, ends });
  };
  for (const region of places.keys()) begin(0, region, 'list');
  let now = 0;
  for (;;) {
    // Each call waits equally long behind the server's queue: they end in the order in which they began.
    const call = calls.shift();
    if (call === undefined) return now;
    now = call.ends;
    const place = places[call.region];
    if (place === undefined) continue;
    if (call.kind === 'get') place.underWay -= 1;
    else {
      place.listed = Math.min(rowsOfRegion, place.listed + pageRows);
      if (place.listed < rowsOfRegion) begin(now, call.region, 'list');
    }
    while (place.asked < place.listed && place.underWay < atOnce) {
      place.asked += 1;
      place.underWay += 1;
      begin(now, call.region, 'get');
    }
  }
}
