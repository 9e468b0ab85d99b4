import { stringify } from 'yaml';
import { providerModules } from '../provider-modules.ts';

/** A first skyql.yaml: a connection for each profile of this machine, and the rest as comments. */
export function initialConfig(modules = providerModules): string {
  const profiles = modules.flatMap(({ profiles: own }) => own?.() ?? []);
  const connections = Object.fromEntries(
    profiles.map(({ name, region }) => [
      // The names of connections are made into patterns, those of profiles are not.
      name.replace(/[/*,\s]+/g, '-'),
      { profile: name, ...(region !== undefined && { regions: [region] }) },
    ]),
  );
  const own = profiles.length > 0 ? stringify({ connections }) : 'connections:\n';
  return `${opening}\n${own}${rest}`;
}

const opening = `# What skyql connects to, and what holds for all statements. docs/settings.md says all that can stand here.
# Secrets do not: keys stay in ~/.aws/credentials. Try it: skyql doctor`;

const rest = `
#  prod:
#    profile: main            # whose credentials assume the role
#    role:
#      arn: arn:aws:iam::111122223333:role/skyql-reader
#      external_id: what-the-trust-policy-asks
#    regions: [eu-west-1]
#    tags: {env: prod}
#  company:
#    organization: true       # every account of an AWS organization
#    profile: management      # whose credentials list them
#    role: skyql-reader       # the role's name in each account

#groups:
#  production: [prod, company/*]

#defaults:
#  connection: production
#  region: eu-west-1
#  read_only: true
`;
