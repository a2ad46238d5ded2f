namespace Keyway.Fido2.Tests.Mutations;

/// <summary>Damages recorded bytes in every way that has broken parsers before, the same way at every run.</summary>
internal static class Mutation
{
    private static readonly byte[] Dangerous = [0x00, 0x1b, 0x3b, 0x5b, 0x5f, 0x7b, 0x7f, 0x80, 0x81, 0x9b, 0x9f, 0xbb, 0xbf, 0xc0, 0xdb, 0xf7, 0xfb, 0xff];

    /// <summary>All of them, none equal to what was recorded.</summary>
    public static IEnumerable<byte[]> Of(byte[] recorded) => BitFlips(recorded).Concat(Rough(recorded));

    /// <summary>All but the flips of single bits.</summary>
    public static IEnumerable<byte[]> Rough(byte[] recorded) =>
        Truncations(recorded).Concat(LengthBombs(recorded)).Concat(Splices(recorded)).Where(damaged => !damaged.AsSpan().SequenceEqual(recorded));

    public static IEnumerable<byte[]> BitFlips(byte[] recorded)
    {
        for (var bit = 0; bit < recorded.Length * 8; bit++)
        {
            var copy = recorded.ToArray();
            copy[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return copy;
        }
    }

    private static IEnumerable<byte[]> Truncations(byte[] recorded)
    {
        for (var length = 0; length < recorded.Length; length++) yield return recorded[..length];
    }

    /// <summary>Every byte becomes the head of something huge or endless, with and without eight bytes of length behind it.</summary>
    private static IEnumerable<byte[]> LengthBombs(byte[] recorded)
    {
        for (var at = 0; at < recorded.Length; at++)
        {
            foreach (var head in Dangerous)
            {
                var copy = recorded.ToArray();
                copy[at] = head;
                yield return copy;
            }

            yield return [.. recorded.AsSpan(0, at), 0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, .. recorded.AsSpan(at)];
            yield return [.. recorded.AsSpan(0, at), 0xbb, 0x00, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, .. recorded.AsSpan(at)];
        }
    }

    private static IEnumerable<byte[]> Splices(byte[] recorded)
    {
        var random = new Random(20190805);
        for (var i = 0; i < 500; i++)
        {
            var (from, length, to) = (random.Next(recorded.Length), random.Next(64), random.Next(recorded.Length));
            var piece = recorded.AsSpan(from, Math.Min(length, recorded.Length - from));
            yield return [.. recorded.AsSpan(0, to), .. piece, .. recorded.AsSpan(to)];
            yield return [.. recorded.AsSpan(0, to), .. recorded.AsSpan(Math.Min(recorded.Length, to + length))];
        }
    }
}
