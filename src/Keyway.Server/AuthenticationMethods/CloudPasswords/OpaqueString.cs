using System.Globalization;
using System.Text;
using Keyway.Server.Tokens;

namespace Keyway.Server.AuthenticationMethods.CloudPasswords;

/// <summary>
/// A password in the form in which it is hashed (RFC 8265 4.2, OpaqueString): every space is U+0020, the rest in Normalization Form C, case and width as typed. So that
/// ä is one password on a keyboard that sends it whole and on one that sends a and two dots.
/// </summary>
internal static class OpaqueString
{
    /// <summary>Makes that form.</summary>
    /// <returns>Null when the password has it already, as all of ASCII has, or is no text.</returns>
    public static HeldSecret? Prepare(HeldSecret password) => password.TryRead(bytes => Ascii.IsValid(bytes) ? null : Make(bytes), out var prepared) ? prepared : null;

    /// <summary>True when both are one password to whoever types them.</summary>
    public static bool AreSame(HeldSecret one, HeldSecret other)
    {
        using var first = Prepare(one);
        using var second = Prepare(other);
        return (first ?? one).HasSameBytes(second ?? other);
    }

    private static HeldSecret? Make(ReadOnlySpan<byte> bytes)
    {
        var (text, result) = (GC.AllocateArray<int>(bytes.Length, pinned: true), GC.AllocateArray<int>(bytes.Length * CompositionForm.LargestExpansion, pinned: true));
        try
        {
            var (length, hasSpaces) = (0, false);
            for (var rest = bytes; !rest.IsEmpty;)
            {
                if (Rune.DecodeFromUtf8(rest, out var rune, out var consumed) != System.Buffers.OperationStatus.Done)
                    return null;
                var isOtherSpace = rune.Value != ' ' && Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;
                hasSpaces |= isOtherSpace;
                text[length++] = isOtherSpace ? ' ' : rune.Value;
                rest = rest[consumed..];
            }

            var count = CompositionForm.Instance.Normalise(text.AsSpan(0, length), result);
            if (!hasSpaces && text.AsSpan(0, length).SequenceEqual(result.AsSpan(0, count)))
                return null;
            return new HeldSecret(count * 4, place =>
            {
                var written = 0;
                for (var index = 0; index < count; index++)
                    written += new Rune(result[index]).EncodeToUtf8(place[written..]);
                return written;
            });
        }
        finally
        {
            text.AsSpan().Clear();
            result.AsSpan().Clear();
        }
    }
}
