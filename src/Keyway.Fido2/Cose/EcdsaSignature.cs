namespace Keyway.Fido2.Cose;

/// <summary>The DER form of an ECDSA signature (RFC 3279 2.2.3): SEQUENCE of two INTEGERs.</summary>
internal static class EcdsaSignature
{
    /// <summary>
    /// True for the one DER encoding of two positive numbers that fit the curve. Every other encoding of the same numbers is refused,
    /// so that a signature cannot be rewritten into another that also verifies by its encoding alone.
    /// </summary>
    /// <param name="signature">The bytes to look at.</param>
    /// <param name="numberLength">Length of the curve's numbers in bytes: 32, 48 or 66.</param>
    public static bool IsStrict(ReadOnlySpan<byte> signature, int numberLength)
    {
        if (signature.Length < 8 || signature[0] != 0x30) return false;
        // A length takes one byte, or 0x81 and one byte when it is 128 or more; two numbers of 66 bytes need no longer form.
        var longForm = signature[1] == 0x81 && signature[2] >= 0x80;
        var content = longForm ? signature[3..] : signature[2..];
        var announced = longForm ? signature[2] : signature[1];
        return (longForm || announced < 0x80) && announced == content.Length
            && TakeNumber(ref content, numberLength) && TakeNumber(ref content, numberLength) && content.IsEmpty;
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> content, int numberLength)
    {
        if (content.Length < 3 || content[0] != 0x02) return false;
        var length = content[1];
        if (length == 0 || length > numberLength + 1 || length > content.Length - 2) return false;
        var number = content.Slice(2, length);
        content = content[(2 + length)..];
        var negative = number[0] >= 0x80;
        var zero = length == 1 && number[0] == 0;
        var padded = length > 1 && number[0] == 0 && number[1] < 0x80;
        var tooLong = length == numberLength + 1 && number[0] != 0;
        return !negative && !zero && !padded && !tooLong;
    }
}
