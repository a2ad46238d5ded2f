using System.Buffers.Binary;

namespace Keyway.Tpm.Transport;

/// <summary>How an answer is told from what follows it: its header holds its length (TPM 2.0 Part 1, 18.2: tag, size, response code).</summary>
internal static class AnswerFrame
{
    /// <summary>Tag, size and response code, bytes.</summary>
    public const int HeaderLength = 10;

    /// <summary>The most that the kernel passes on, and more than any answer to what we ask, bytes.</summary>
    public const int MaximumLength = 4096;

    /// <summary>Reads one answer by <paramref name="read"/>, which fills a part of the buffer and returns how much, 0 at the end.</summary>
    /// <returns>The answer's length, or null when it ends early, names a length that none has, or is followed by more.</returns>
    public static int? Read(byte[] answer, Func<ArraySegment<byte>, int> read)
    {
        var filled = 0;
        while (true)
        {
            var got = read(new ArraySegment<byte>(answer, filled, MaximumLength - filled));
            if (got <= 0)
                return null;
            filled += got;
            if (filled < HeaderLength)
                continue;
            var announced = BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(2));
            if (announced is < HeaderLength or > MaximumLength || filled > announced)
                return null;
            if (filled == announced)
                return filled;
        }
    }
}
