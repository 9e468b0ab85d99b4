import type { Assertion, Bind, Clause, FieldNode, Node } from './node.ts';
import type { Parser } from './parse.ts';

/** `[a, b]` or `[x for x in list]`. */
export function arrayNode(parser: Parser): Node {
  const { offset } = parser.next();
  const items: Node[] = [];
  while (!parser.takes(']')) {
    const item = parser.expression();
    if (items.length === 0 && (parser.is('for') || (parser.is(',') && isWord(parser, 1, 'for')))) {
      parser.takes(',');
      const clauses = comprehension(parser);
      parser.expect(']');
      return { form: 'array of', item, clauses, offset };
    }
    items.push(item);
    if (!parser.is(']')) parser.expect(',');
  }
  return { form: 'array', items, offset };
}

/** `{ name: value, local x = 1, assert x > 0 }` or `{ [x]: 1 for x in list }`. */
export function objectNode(parser: Parser): Node {
  const { offset } = parser.next();
  const fields: FieldNode[] = [];
  const binds: Bind[] = [];
  const asserts: Assertion[] = [];
  while (!parser.takes('}')) {
    const start = parser.token.offset;
    if (parser.takes('local')) {
      const [bind] = [...bindOne(parser)];
      if (bind !== undefined) binds.push(bind);
    } else if (parser.takes('assert')) asserts.push(parser.assertion(start));
    else fields.push(fieldNode(parser));
    if (parser.is('for') || (parser.is(',') && isWord(parser, 1, 'for'))) {
      parser.takes(',');
      const [field] = fields;
      if (fields.length !== 1 || field === undefined || asserts.length > 0)
        throw parser.unexpected('An object that is made of a list has one field, with its name in square brackets.');
      const clauses = comprehension(parser);
      parser.expect('}');
      return { form: 'object of', field, binds, clauses, offset };
    }
    if (!parser.is('}')) parser.expect(',');
  }
  return { form: 'object', fields, binds, asserts, offset };
}

function isWord(parser: Parser, count: number, word: string): boolean {
  const { kind, text } = parser.after(count);
  return kind === 'name' && text === word;
}

/** One of an object's own: a comma behind it begins the next field. */
function bindOne(parser: Parser): readonly Bind[] {
  const { offset } = parser.token;
  const name = parser.name();
  const parameters = parser.takes('(') ? parser.parameters() : undefined;
  parser.expect('=');
  const value = parser.expression();
  return [{ name, value: parameters === undefined ? value : { form: 'function', parameters, body: value, offset } }];
}

function fieldNode(parser: Parser): FieldNode {
  const { offset } = parser.token;
  const name = fieldName(parser);
  const parameters = parser.takes('(') ? parser.parameters() : undefined;
  const adds = parser.takes('+');
  const visibility = parser.is(':::') ? ':::' : parser.is('::') ? '::' : ':';
  parser.expect(visibility);
  const value = parser.expression();
  return {
    name,
    adds,
    visibility,
    value: parameters === undefined ? value : { form: 'function', parameters, body: value, offset },
  };
}

function fieldName(parser: Parser): Node {
  const { kind, offset } = parser.token;
  if (parser.takes('[')) {
    const name = parser.expression();
    parser.expect(']');
    return name;
  }
  return { form: 'literal', value: kind === 'string' ? parser.next().text : parser.name(), offset };
}

function comprehension(parser: Parser): readonly Clause[] {
  const clauses: Clause[] = [];
  for (;;) {
    if (parser.takes('for')) {
      const name = parser.name();
      parser.expect('in');
      clauses.push({ name, list: parser.expression() });
    } else if (parser.takes('if')) clauses.push({ condition: parser.expression() });
    else return clauses;
  }
}
