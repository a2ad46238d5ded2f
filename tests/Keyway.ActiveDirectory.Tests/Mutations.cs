using Keyway.Errors;

namespace Keyway.ActiveDirectory.Tests;

/// <summary>Damaged copies of good bytes, the same ones in each run: cuts, flips, lengths that promise the world, pieces doubled and dropped.</summary>
internal static class Mutations
{
    private const int RandomOnes = 3000;
    private const long AllocationLimit = 1024 * 1024;

    private static readonly byte[][] Bombs = [[0xFF], [0x80], [0xC0, 0x0C], [0xFF, 0xFF], [0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF]];

    /// <summary>The parser gives a value or a numbered refusal for each copy: no exception, no memory by an attacker's length.</summary>
    public static void Survive<T>(byte[] good, Func<byte[], Result<T>> parse)
        where T : notnull
    {
        Assert.True(parse(good).Succeeded);
        var refused = 0;
        foreach (var bad in Of(good))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var result = parse(bad);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < AllocationLimit, $"{allocated} bytes for {Convert.ToHexString(bad)}");
            if (result.Succeeded)
                continue;
            refused++;
            Assert.InRange(result.Refusal.Error.Number, 1200, 1599);
        }

        Assert.True(refused > 0, "not one damaged copy was refused");
    }

    private static IEnumerable<byte[]> Of(byte[] good)
    {
        for (var length = 0; length < good.Length; length++)
            yield return good[..length];
        for (var i = 0; i < good.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
                yield return Changed(good, i, [(byte)(good[i] ^ (1 << bit))]);
            foreach (var bomb in Bombs)
                yield return Changed(good, i, bomb);
        }

        var random = new Random(good.Length);
        for (var n = 0; n < RandomOnes; n++)
            yield return Shuffled(good, random);
    }

    private static byte[] Shuffled(byte[] good, Random random)
    {
        var copy = good.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && copy.Count > 0; changes--)
        {
            var at = random.Next(copy.Count);
            var count = random.Next(1, Math.Min(16, copy.Count - at) + 1);
            switch (random.Next(3))
            {
                case 0:
                    copy[at] = (byte)random.Next(256);
                    break;
                case 1:
                    copy.InsertRange(random.Next(copy.Count), copy.GetRange(at, count));
                    break;
                default:
                    copy.RemoveRange(at, count);
                    break;
            }
        }

        return [.. copy];
    }

    private static byte[] Changed(byte[] good, int at, ReadOnlySpan<byte> bytes)
    {
        var copy = good.ToArray();
        bytes[..Math.Min(bytes.Length, copy.Length - at)].CopyTo(copy.AsSpan(at));
        return copy;
    }
}
