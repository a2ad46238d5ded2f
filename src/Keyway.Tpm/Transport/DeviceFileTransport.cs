using Keyway.Errors;

namespace Keyway.Tpm.Transport;

/// <summary>
/// A device file of the kernel: <c>/dev/tpmrm0</c>, where closing the file flushes what is left in the TPM, or <c>/dev/tpm0</c>, which one program at a time
/// can open. The kernel has time limits of its own for each command (up to some minutes), and a command that it has taken cannot be called off.
/// </summary>
internal sealed class DeviceFileTransport : ITpmTransport
{
    private const int ErrnoNoSuchDeviceOrAddress = 6;
    private const int ErrnoBusy = 16;
    private const int ErrnoNoSuchDevice = 19;
    private const int ErrnoTimedOut = 62;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(2);

    private readonly FileStream _stream;
    private readonly TimeLimit _limit;

    private DeviceFileTransport(FileStream stream, TimeLimit limit)
    {
        _stream = stream;
        _limit = limit;
    }

    /// <summary>Opens the file; waits two seconds for another program to leave <c>/dev/tpm0</c>.</summary>
    public static Result<ITpmTransport> Open(string path, TimeProvider time, TimeLimit limit)
    {
        var patience = new TimeLimit(time, BusyPatience < limit.Remaining ? BusyPatience : limit.Remaining, limit.Cancellation);
        while (true)
        {
            try
            {
                // ReadWrite sharing keeps .NET from an advisory lock: whether several may have it is the kernel's to say.
                return new DeviceFileTransport(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0), limit);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                var refusal = RefusalOf(failed, path);
                if (refusal.Error != Catalogue.Tpm.Busy || !patience.Pause(BusyPause))
                    return refusal;
            }
        }
    }

    public Result<int> Exchange(ReadOnlySpan<byte> command, byte[] answer)
    {
        _limit.Cancellation.ThrowIfCancellationRequested();
        try
        {
            _stream.Write(command);
            return AnswerFrame.Read(answer, part => _stream.Read(part)) is { } length ? length : new Refusal(Catalogue.Tpm.AnswerMalformed, "length");
        }
        catch (IOException failed)
        {
            return RefusalOf(failed, _stream.Name);
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>.NET keeps the errno of a failure that has no exception of its own in HResult.</summary>
    internal static Refusal RefusalOf(Exception failed, string path) => failed switch
    {
        UnauthorizedAccessException => new Refusal(Catalogue.Tpm.AccessDenied, path),
        FileNotFoundException or DirectoryNotFoundException => new Refusal(Catalogue.Tpm.NotPresent, path),
        { HResult: ErrnoNoSuchDevice or ErrnoNoSuchDeviceOrAddress } => new Refusal(Catalogue.Tpm.NotPresent, path),
        { HResult: ErrnoBusy } => new Refusal(Catalogue.Tpm.Busy, path),
        { HResult: ErrnoTimedOut } => new Refusal(Catalogue.Tpm.TimedOut, path),
        _ => new Refusal(Catalogue.Tpm.Unreachable, $"{path}: {failed.GetType().Name} {failed.HResult}"),
    };
}
