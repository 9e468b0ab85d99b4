import type { Value } from '../../data/value.ts';
import type { Manifest, ManifestResource, Placed } from '../manifest/manifest.ts';
import type { Place } from '../manifest/source-file.ts';
import type { Anchor } from '../queries/anchor.ts';
import type { Template } from '../templates/parse-template.ts';
import type { StackAuth } from './read-auth.ts';
import type { Variables } from './variables.ts';

/** A stack in one environment: what is wanted there, with templates that wait for what resources export. */
export interface Stack {
  readonly name: string;
  readonly environment: string;
  readonly manifest: Manifest;
  readonly globals: readonly StackProp[];
  readonly resources: readonly StackResource[];
  readonly variables: Variables;
}

/** A prop or global with the value of the environment. */
export interface StackProp {
  readonly name: string;
  readonly place: Place;
  readonly value?: Placed<Value>;
  readonly merge: readonly Placed<string>[];
  readonly isProtected: boolean;
  /** The templates in its texts. */
  readonly templates: readonly Template[];
}

export interface StackResource extends Omit<ManifestResource, 'props' | 'auth'> {
  readonly auth?: StackAuth;
  readonly props: readonly StackProp[];
  /** Its queries by their anchors: `callback:create`. */
  readonly anchors: ReadonlyMap<string, Anchor>;
  /** The names of the resources that have to be there before it. */
  readonly needs: readonly string[];
  /** Columns that others ask of it by `name.column` without its listing them. */
  readonly asked: readonly string[];
}
