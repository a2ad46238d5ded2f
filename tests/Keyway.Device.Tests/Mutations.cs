namespace Keyway.Device.Tests;

/// <summary>Damaged copies of good bytes, the same ones at every run: cut short, grown, bits turned, bytes replaced, stretches doubled.</summary>
internal static class Mutations
{
    private const int Seed = 20_261_122;

    public static IEnumerable<byte[]> Of(byte[] good, int count)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
        {
            var bytes = good.ToArray();
            switch (i % 5)
            {
                case 0:
                    yield return bytes[..random.Next(bytes.Length)];
                    break;
                case 1:
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    yield return bytes;
                    break;
                case 2:
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                    yield return bytes;
                    break;
                case 3:
                    var from = random.Next(bytes.Length);
                    var to = random.Next(from, bytes.Length);
                    yield return [.. bytes[..to], .. bytes[from..]];
                    break;
                default:
                    yield return [.. bytes, (byte)random.Next(256)];
                    break;
            }
        }
    }
}
