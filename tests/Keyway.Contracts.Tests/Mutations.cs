namespace Keyway.Contracts.Tests;

/// <summary>Mutated input, the same at every run: a bit flipped at every place, every truncation, and bytes put in.</summary>
internal static class Mutations
{
    public static IEnumerable<byte[]> Of(byte[] original)
    {
        var random = new Random(20261122);
        for (var i = 0; i < original.Length; i++)
        {
            var flipped = original.ToArray();
            flipped[i] ^= (byte)(1 << random.Next(8));
            yield return flipped;
            yield return original[..i];
        }

        for (var i = 0; i < 200; i++)
        {
            var place = random.Next(original.Length);
            var more = new byte[random.Next(1, 64)];
            random.NextBytes(more);
            yield return [.. original[..place], .. more, .. original[place..]];
        }
    }

    public static IEnumerable<string> Of(string original) =>
        Of(System.Text.Encoding.ASCII.GetBytes(original)).Select(System.Text.Encoding.Latin1.GetString);
}
