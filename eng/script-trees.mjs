// Writes how acorn parses the snippets that our own parser is held to, or that it refuses them:
//   npm install --no-save acorn@8.19.0 && node eng/script-trees.mjs tests/FlowEngine.Tests/Expressions/Syntax
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';

const folder = process.argv[2];
const snippets = readFileSync(join(folder, 'snippets.txt'), 'utf8').split('\n').filter(line => line !== '' && !line.startsWith('#'));

/** A node as text: type, place, what it says, what it holds. */
function show(node) {
  if (node === null || node === undefined) return '-';
  if (Array.isArray(node)) return `[${node.map(show).join(' ')}]`;
  const at = `${node.start}-${node.end}`;
  const is = (name, ...parts) => `(${name} ${at}${parts.map(part => ' ' + part).join('')})`;
  const text = value => JSON.stringify(value);
  const key = (k, computed) => (computed ? `{${show(k)}}` : text(k.type === 'PrivateIdentifier' ? '#' + k.name : k.type === 'Identifier' ? k.name : String(k.value)));
  if (node.async || node.generator || typeof node.value === 'bigint') throw new SyntaxError('refused by design');
  switch (node.type) {
    case 'Program': case 'BlockStatement': case 'ClassBody': case 'StaticBlock': return `{${node.body.map(show).join(' ')}}`;
    case 'Identifier': return is('name', node.name);
    case 'Literal': return node.regex ? is('regex', text(node.regex.pattern), text(node.regex.flags)) : is('literal', text(node.value));
    case 'TemplateLiteral': return is('template', ...node.quasis.map(q => text(q.value.cooked ?? null) + text(q.value.raw)), show(node.expressions));
    case 'TaggedTemplateExpression': return is('tagged', show(node.tag), show(node.quasi));
    case 'ThisExpression': return is('this');
    case 'Super': return is('super');
    case 'ArrayExpression': return is('array', show(node.elements));
    case 'ObjectExpression': return is('object', show(node.properties));
    case 'Property': return is(node.kind === 'init' ? (node.method ? 'method' : 'value') : node.kind, key(node.key, node.computed), String(node.shorthand), show(node.value));
    case 'FunctionExpression': case 'FunctionDeclaration': return is('function', show(node.id), show(node.params), show(node.body));
    case 'ArrowFunctionExpression': return is('arrow', show(node.params), show(node.body));
    case 'ClassExpression': case 'ClassDeclaration': return is('class', show(node.id), show(node.superClass), show(node.body));
    case 'MethodDefinition': return is(node.kind, key(node.key, node.computed), String(node.static), show(node.value));
    case 'PropertyDefinition': return is('field', key(node.key, node.computed), String(node.static), show(node.value));
    case 'UnaryExpression': return is('unary', node.operator, show(node.argument));
    case 'UpdateExpression': return is('update', node.operator, String(node.prefix), show(node.argument));
    case 'BinaryExpression': case 'LogicalExpression': return is('binary', node.operator, show(node.left), show(node.right));
    case 'AssignmentExpression': return is('assign', node.operator, show(node.left), show(node.right));
    case 'ConditionalExpression': return is('choose', show(node.test), show(node.consequent), show(node.alternate));
    case 'SequenceExpression': return is('sequence', show(node.expressions));
    case 'MemberExpression': return is('member', show(node.object), key(node.property, node.computed), String(node.optional));
    case 'CallExpression': return is('call', show(node.callee), show(node.arguments), String(node.optional));
    case 'ChainExpression': return is('chain', show(node.expression));
    case 'NewExpression': return is('new', show(node.callee), show(node.arguments));
    case 'SpreadElement': return is('spread', show(node.argument));
    case 'ArrayPattern': return is('items', show(node.elements));
    case 'ObjectPattern': return is('members', show(node.properties));
    case 'AssignmentPattern': return is('default', show(node.left), show(node.right));
    case 'RestElement': return is('rest', show(node.argument));
    case 'ExpressionStatement': return is('run', show(node.expression));
    case 'VariableDeclaration': return is(node.kind, show(node.declarations));
    case 'VariableDeclarator': return is('variable', show(node.id), show(node.init));
    case 'IfStatement': return is('if', show(node.test), show(node.consequent), show(node.alternate));
    case 'ForStatement': return is('for', show(node.init), show(node.test), show(node.update), show(node.body));
    case 'ForOfStatement': return is('forOf', show(node.left), show(node.right), show(node.body));
    case 'ForInStatement': return is('forIn', show(node.left), show(node.right), show(node.body));
    case 'WhileStatement': return is('while', show(node.test), show(node.body));
    case 'DoWhileStatement': return is('do', show(node.body), show(node.test));
    case 'ReturnStatement': return is('return', show(node.argument));
    case 'ThrowStatement': return is('throw', show(node.argument));
    case 'BreakStatement': return is('break', node.label?.name ?? '-');
    case 'ContinueStatement': return is('continue', node.label?.name ?? '-');
    case 'TryStatement': return is('try', show(node.block), show(node.handler?.param), show(node.handler?.body), show(node.finalizer));
    case 'SwitchStatement': return is('switch', show(node.discriminant), show(node.cases));
    case 'SwitchCase': return is('case', show(node.test), show(node.consequent));
    case 'LabeledStatement': return is('label', node.label.name, show(node.body));
    case 'EmptyStatement': case 'DebuggerStatement': return is('empty');
    default: throw new SyntaxError(`${node.type} is refused by design`);
  }
}

function tree(source) {
  try {
    // A module is in strict mode, as scripts of flows are.
    return show(parse(source, { ecmaVersion: 2023, sourceType: 'module', allowReturnOutsideFunction: true }));
  } catch (error) {
    if (error instanceof SyntaxError) return 'refused';
    throw error;
  }
}

if (process.argv[3]) {
  console.log(tree(readFileSync(process.argv[3], 'utf8')));
} else {
  writeFileSync(join(folder, 'trees.txt'), snippets.map(snippet => tree(snippet.replaceAll('⏎', '\n')) + '\n').join(''));
}
