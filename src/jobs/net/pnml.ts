/** A net as PNML (ISO/IEC 15909-2:2011), a place/transition net on one page. */

import type { NetArc, NetPlace, NetTransition, PetriNet } from './petri-net.js';

const GRAMMAR = 'http://www.pnml.org/version-2009/grammar';

/**
 * The net under `id`. Read and reset arcs are no arcs of place/transition nets: they stand in a `toolspecific`
 * element, as `<readArc source target/>` and `<resetArc source target/>`, and guards beside them as text over
 * the ids of places. A tool that does not know them sees a net that may do more.
 */
export function pnmlText(net: PetriNet, id: string): string {
  const plain = net.arcs.filter(({ kind }) => kind === 'CONSUME' || kind === 'PRODUCE');
  const special = net.arcs.filter(({ kind }) => kind === 'READ' || kind === 'RESET');
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<pnml xmlns="${GRAMMAR}/pnml">`,
    `<net id="net" type="${GRAMMAR}/ptnet">`,
    named(id),
    '<page id="page">',
    ...net.places.map(placeText),
    ...net.transitions.map(({ id, name }) => `<transition id="${id}">${named(name)}</transition>`),
    ...plain.map((arc, index) => arcText(arc, index, net)),
    '</page>',
    '<toolspecific tool="sheaf" version="1">',
    ...special.map((arc) => {
      const element = arc.kind === 'READ' ? 'readArc' : 'resetArc';
      return `<${element} source="${placeId(arc, net)}" target="${transitionId(arc, net)}"/>`;
    }),
    ...net.transitions.flatMap((transition) => guardText(transition, net)),
    '</toolspecific>',
    '</net>',
    '</pnml>',
  ];
  return `${lines.join('\n')}\n`;
}

function placeText({ id, name, initialTokens }: NetPlace): string {
  const marking = initialTokens === 0 ? '' : `<initialMarking><text>${initialTokens}</text></initialMarking>`;
  return `<place id="${id}">${named(name)}${marking}</place>`;
}

function arcText(arc: NetArc, index: number, net: PetriNet): string {
  const [place, transition] = [placeId(arc, net), transitionId(arc, net)];
  const [source, target] = arc.kind === 'CONSUME' ? [place, transition] : [transition, place];
  return `<arc id="a${index}" source="${source}" target="${target}"/>`;
}

function guardText({ id, guard }: NetTransition, net: PetriNet): readonly string[] {
  if (guard === null) return [];
  const text = (term: typeof guard): string =>
    term.kind === 'LEAF'
      ? (net.places[term.leaf]?.id ?? '')
      : `${term.kind}(${term.operands.map(text).join(' ')})`;
  return [`<guard transition="${id}">${text(guard)}</guard>`];
}

function placeId({ place }: NetArc, net: PetriNet): string {
  return net.places[place]?.id ?? '';
}

function transitionId({ transition }: NetArc, net: PetriNet): string {
  return net.transitions[transition]?.id ?? '';
}

function named(text: string): string {
  return `<name><text>${escaped(text)}</text></name>`;
}

/** XML 1.0 has no other control characters than tab and line ends, and no lone surrogates. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
