using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Connects libfido2 to a port: the four functions that it calls instead of the kernel's HID.</summary>
internal sealed unsafe class PortTransport : HostTransport
{
    private const int ReportLength = 64;

    private readonly IReportPort _port;

    // The delegates must live as long as libfido2 may call them.
    private readonly OpenFunction _open;
    private readonly CloseFunction _close;
    private readonly ReadFunction _read;
    private readonly WriteFunction _write;
    private volatile bool _givenUp;

    public PortTransport(IReportPort port)
    {
        _port = port;
        _open = _ => Handle;
        _close = _ => { };
        _read = Read;
        _write = Write;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint OpenFunction(nint path);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void CloseFunction(nint handle);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ReadFunction(nint handle, byte* buffer, nuint length, int milliseconds);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int WriteFunction(nint handle, byte* buffer, nuint length);

    public override bool TryAttach() => _port.TryAttach();

    public override void Detach() => _port.Detach();

    public override FidoStatus Serve(FidoDeviceHandle device) => Fido.SetTransport(device, new FidoTransport(
        Marshal.GetFunctionPointerForDelegate(_open),
        Marshal.GetFunctionPointerForDelegate(_close),
        Marshal.GetFunctionPointerForDelegate(_read),
        Marshal.GetFunctionPointerForDelegate(_write)));

    public override void GiveUp() => _givenUp = true;

    private int Read(nint handle, byte* buffer, nuint length, int milliseconds)
    {
        if (_givenUp || length != ReportLength) return -1;
        TimeSpan? patience = milliseconds < 0 ? null : TimeSpan.FromMilliseconds(milliseconds);
        try
        {
            return _port.Read(new Span<byte>(buffer, ReportLength), patience) ? ReportLength : -1;
        }
        catch (Exception failure)
        {
            Keep(failure);
            return -1;
        }
    }

    private int Write(nint handle, byte* buffer, nuint length)
    {
        // HID puts the number of the report, always 0, in front.
        if (_givenUp || length != ReportLength + 1) return -1;
        try
        {
            return _port.Write(new ReadOnlySpan<byte>(buffer + 1, ReportLength)) ? ReportLength + 1 : -1;
        }
        catch (Exception failure)
        {
            Keep(failure);
            return -1;
        }
    }
}
