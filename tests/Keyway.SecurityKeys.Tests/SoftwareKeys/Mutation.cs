namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>Damages recorded bytes: flips, cuts, doublings, and lengths that promise more than there is.</summary>
internal static class Mutation
{
    private static readonly byte[][] Bombs =
    [
        [0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x9B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x5A, 0x7F, 0xFF, 0xFF, 0xFF],
        [0x7A, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x81, 0x81, 0x81, 0x81, 0x81, 0x81],
        [0x9F],
        [0xF9, 0x7E, 0x00],
    ];

    public static byte[] Of(byte[] whole, Random random)
    {
        byte[] mutated = [.. whole];
        for (int times = random.Next(1, 4); times > 0 && mutated.Length > 0; times--)
        {
            int at = random.Next(mutated.Length);
            switch (random.Next(6))
            {
                case 0: mutated[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: mutated[at] = (byte)random.Next(256); break;
                case 2: mutated = mutated[..at]; break;
                case 3: mutated = [.. mutated[..at], .. mutated[Math.Min(mutated.Length, at + random.Next(8))..]]; break;
                case 4: mutated = [.. mutated[..at], .. mutated[at..Math.Min(mutated.Length, at + random.Next(16))], .. mutated[at..]]; break;
                default: mutated = [.. mutated[..at], .. Bombs[random.Next(Bombs.Length)], .. mutated[at..]]; break;
            }
        }

        return mutated;
    }
}
