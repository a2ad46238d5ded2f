using System.Text;

namespace Keyway.ActiveDirectory.Dns;

/// <summary>Names of labels with compression (RFC 1035 4.1.4), as DNS messages and netlogon answers carry them.</summary>
internal static class CompressedName
{
    private const int MaximumName = 255;
    private const int PointerMark = 0xC0;

    /// <summary>Reads a name and moves the offset behind it. A pointer must lead backwards, so that no chain of them can loop.</summary>
    /// <param name="message">What pointers count from.</param>
    /// <param name="offset">Where the name starts, then where it ended.</param>
    /// <param name="name">Labels with dots between; empty for the root.</param>
    public static bool TryRead(ReadOnlySpan<byte> message, ref int offset, out string name)
    {
        name = "";
        var text = new StringBuilder();
        var position = offset;
        var segment = offset;
        var end = -1;
        while (true)
        {
            if ((uint)position >= (uint)message.Length)
                return false;

            int length = message[position];
            if (length == 0)
            {
                offset = end < 0 ? position + 1 : end;
                name = text.ToString();
                return true;
            }

            if ((length & PointerMark) == PointerMark)
            {
                if (position + 1 >= message.Length)
                    return false;
                var target = ((length & ~PointerMark) << 8) | message[position + 1];
                if (target >= segment)
                    return false;
                if (end < 0)
                    end = position + 2;
                position = segment = target;
                continue;
            }

            if ((length & PointerMark) != 0 || position + 1 + length > message.Length || text.Length + length + 1 > MaximumName
                || !TryAppend(text, message.Slice(position + 1, length)))
                return false;
            position += 1 + length;
        }
    }

    // A label with a dot or a control character would read as another name.
    private static bool TryAppend(StringBuilder text, ReadOnlySpan<byte> label)
    {
        if (!System.Text.Unicode.Utf8.IsValid(label))
            return false;
        var part = Encoding.UTF8.GetString(label);
        if (part.Any(c => c == '.' || char.IsControl(c)))
            return false;
        if (text.Length > 0)
            text.Append('.');
        text.Append(part);
        return true;
    }
}
