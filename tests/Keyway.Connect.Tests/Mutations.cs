namespace Keyway.Connect.Tests;

/// <summary>The same wrong inputs in every run: bits flipped, cuts, and pieces repeated.</summary>
internal static class Mutations
{
    public static IEnumerable<byte[]> Of(byte[] original, int seed)
    {
        var random = new Random(seed);
        for (var length = 0; length < original.Length; length += Math.Max(1, original.Length / 200))
            yield return original[..length];
        for (var i = 0; i < 1500; i++)
        {
            var copy = original.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
            yield return copy;
        }

        for (var i = 0; i < 300; i++)
        {
            var from = random.Next(original.Length);
            var to = random.Next(from, original.Length);
            yield return [.. original[..to], .. original[from..to], .. original[to..]];
        }

        yield return [.. Enumerable.Repeat((byte)'[', 100_000)];
        yield return [.. "{\"a\":"u8.ToArray().Concat(Enumerable.Repeat((byte)'9', 100_000))];
    }
}
