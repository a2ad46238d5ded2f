namespace Keyway.Kerberos.Cryptography;

/// <summary>n-fold: stretches or shrinks a string of bytes so that each input bit bears on the output (RFC 3961 5.1).</summary>
internal static class NFold
{
    /// <summary>Fills <paramref name="output"/> with the n-fold of <paramref name="input"/>; both at least one byte.</summary>
    public static void Fold(ReadOnlySpan<byte> input, Span<byte> output)
    {
        output.Clear();
        var total = LeastCommonMultiple(input.Length, output.Length);
        var inputBits = input.Length * 8;

        // Each copy of the input is rotated right by 13 bits more than the one before; all are added in ones' complement, last byte first.
        var carry = 0;
        for (var position = total - 1; position >= 0; position--)
        {
            var rotation = 13 * (position / input.Length);
            var bit = ((position % input.Length * 8) - rotation) % inputBits;
            if (bit < 0)
                bit += inputBits;
            var pair = (input[bit / 8] << 8) | input[((bit / 8) + 1) % input.Length];
            carry += ((pair >> (8 - (bit % 8))) & 0xFF) + output[position % output.Length];
            output[position % output.Length] = (byte)(carry & 0xFF);
            carry >>= 8;
        }

        for (var position = output.Length - 1; carry != 0; position = position == 0 ? output.Length - 1 : position - 1)
        {
            carry += output[position];
            output[position] = (byte)(carry & 0xFF);
            carry >>= 8;
        }
    }

    private static int LeastCommonMultiple(int left, int right)
    {
        var (a, b) = (left, right);
        while (b != 0)
            (a, b) = (b, a % b);
        return left / a * right;
    }
}
