using System.Net;
using Keyway.Errors;

namespace Keyway.Tpm;

/// <summary>Where a TPM is: a device file of the kernel, or the data port of a swtpm on this machine (raw commands, no framing).</summary>
public sealed record TpmAddress
{
    private const int MaximumLength = 255;

    /// <summary>The device behind the kernel's resource manager: any number of programs at once.</summary>
    private const string ManagedDevice = "/dev/tpmrm0";

    /// <summary>The bare device: one program at a time.</summary>
    private const string BareDevice = "/dev/tpm0";

    private TpmAddress(string? devicePath, IPEndPoint? endPoint)
    {
        DevicePath = devicePath;
        EndPoint = endPoint;
    }

    /// <summary>The TPM of this computer: <c>/dev/tpmrm0</c>, else <c>/dev/tpm0</c>, else null.</summary>
    public static TpmAddress? System => new[] { ManagedDevice, BareDevice }.Where(File.Exists).Select(path => new TpmAddress(path, null)).FirstOrDefault();

    /// <summary>The device file, or null.</summary>
    internal string? DevicePath { get; }

    /// <summary>The data port of a swtpm, always of a loopback address, or null.</summary>
    internal IPEndPoint? EndPoint { get; }

    /// <summary>Reads <c>/dev/tpmrm0</c> or <c>127.0.0.1:2321</c>; <see cref="Catalogue.Tpm.AddressInvalid"/> for all else, also for a swtpm on another machine: what it is told goes over the network in clear.</summary>
    public static Result<TpmAddress> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > MaximumLength || text.Any(char.IsControl))
            return Catalogue.Tpm.AddressInvalid;
        if (text.StartsWith('/'))
        {
            return text.StartsWith("/dev/", StringComparison.Ordinal) && Path.GetFullPath(text) == text
                ? new TpmAddress(text, null)
                : new Refusal(Catalogue.Tpm.AddressInvalid, text);
        }

        return IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port != 0 && IPAddress.IsLoopback(endPoint.Address)
            ? new TpmAddress(null, endPoint)
            : new Refusal(Catalogue.Tpm.AddressInvalid, text);
    }

    public override string ToString() => DevicePath ?? EndPoint!.ToString();
}
