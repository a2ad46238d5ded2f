using Keyway.Errors;

namespace Keyway.Tpm.Transport;

/// <summary>A way for command bytes to a TPM and for answers back. One command at a time; after a refusal it is of no further use.</summary>
internal interface ITpmTransport : IDisposable
{
    /// <summary>Sends a whole command and fills <paramref name="answer"/> (4096 bytes) with a whole answer.</summary>
    /// <returns>The answer's length in bytes, as long as its header says and at least 10.</returns>
    Result<int> Exchange(ReadOnlySpan<byte> command, byte[] answer);
}
