namespace Keyway.Kerberos.Tests;

/// <summary>Damaged copies of good bytes, the same ones in each run: cuts, flips, lengths that promise the world, pieces doubled and dropped.</summary>
internal static class Mutations
{
    private const int RandomOnes = 1500;

    public static IEnumerable<byte[]> Of(byte[] good)
    {
        for (var length = 0; length < good.Length; length += 1 + (good.Length / 400))
            yield return good[..length];
        for (var i = 0; i < good.Length; i += 1 + (good.Length / 1500))
        {
            yield return Changed(good, i, (byte)(good[i] ^ (1 << (i % 8))));
            yield return Changed(good, i, 0xFF);
            yield return Changed(good, i, 0x80);
            yield return Changed(good, i, 0x84, 0x7F, 0xFF, 0xFF, 0xFF);
            yield return Changed(good, i, 0xFF, 0xFF, 0xFF, 0xFF);
        }

        var random = new Random(good.Length);
        for (var n = 0; n < RandomOnes; n++)
        {
            var copy = good.ToList();
            for (var changes = random.Next(1, 6); changes > 0 && copy.Count > 0; changes--)
            {
                var at = random.Next(copy.Count);
                var count = random.Next(1, Math.Min(16, copy.Count - at) + 1);
                switch (random.Next(4))
                {
                    case 0:
                        copy[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        copy.InsertRange(random.Next(copy.Count), copy.GetRange(at, count));
                        break;
                    case 2:
                        copy.RemoveRange(at, count);
                        break;
                    default:
                        copy[at] = (byte)(copy[at] + random.Next(-2, 3) & 0xFF);
                        break;
                }
            }

            yield return [.. copy];
        }
    }

    private static byte[] Changed(byte[] good, int at, params ReadOnlySpan<byte> bytes)
    {
        var copy = good.ToArray();
        bytes[..Math.Min(bytes.Length, copy.Length - at)].CopyTo(copy.AsSpan(at));
        return copy;
    }
}
