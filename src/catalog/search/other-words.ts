/** What people say, and what AWS's documentation calls it. Words as `searchWords` gives them. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  ami: ['image'],
  amis: ['image'],
  cert: ['certificate'],
  container: ['ecs', 'ecr'],
  cron: ['schedule'],
  db: ['database', 'rds'],
  disk: ['volume'],
  dns: ['route53', 'zone', 'record'],
  docker: ['container'],
  email: ['ses'],
  expired: ['expiration', 'deprecation'],
  firewall: ['security', 'waf'],
  idle: ['launched', 'last'],
  k8s: ['eks', 'kubernetes'],
  kubernetes: ['eks'],
  machine: ['instance'],
  old: ['creation', 'deprecation'],
  outdated: ['deprecation'],
  password: ['secret'],
  public: ['public', 'permission'],
  serverless: ['lambda'],
  server: ['instance'],
  stale: ['last', 'deprecation'],
  topic: ['sns'],
  unattached: ['attachment', 'available'],
  unused: ['launched', 'last'],
  vm: ['instance'],
  workflow: ['stepfunction', 'state'],
};

/** Further words that a word may stand for. */
export function otherWordsFor(word: string): readonly string[] {
  return Object.hasOwn(otherWords, word) ? (otherWords[word] ?? []) : [];
}
