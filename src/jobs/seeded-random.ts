/** A seeded source of random numbers: the same seed gives the same numbers on every machine. */

/** xoshiro128** (D. Blackman and S. Vigna, 2018), its state filled by splitmix32 from the seed. */
export class SeededRandom {
  private readonly state = new Uint32Array(4);

  /** Any safe integer. */
  constructor(seed: number) {
    let word = (seed ^ Math.floor(seed / 4_294_967_296)) >>> 0;
    for (let index = 0; index < 4; index++) {
      word = (word + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      this.state[index] = (mixed ^ (mixed >>> 15)) >>> 0;
    }
  }

  /** In [0, 1), 32 bits. */
  uniform(): number {
    const [first = 0, second = 0, third = 0, fourth = 0] = this.state;
    const result = Math.imul(rotated(Math.imul(second, 5), 7), 9) >>> 0;
    const crossed = third ^ first;
    const other = fourth ^ second;
    this.state[0] = first ^ other;
    this.state[1] = second ^ crossed;
    this.state[2] = crossed ^ (second << 9);
    this.state[3] = rotated(other, 11);
    return result / 4_294_967_296;
  }

  /** Integer in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Standard normal (G. E. P. Box and M. E. Muller, 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
