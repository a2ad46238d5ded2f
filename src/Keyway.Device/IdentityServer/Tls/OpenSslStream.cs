using System.Net.Sockets;

namespace Keyway.Device.IdentityServer.Tls;

/// <summary>The bytes inside a TLS connection of OpenSSL's. One reads or writes at a time, as HTTP/1.1 does with a request and its answer.</summary>
internal sealed class OpenSslStream(Socket socket, IntPtr ssl) : Stream
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _disposed;

    /// <summary>Ends a call of OpenSSL that waits for the socket; closing it would not.</summary>
    public static void End(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Not connected yet, or no more.
            socket.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // Ended already.
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Take(buffer.AsMemory(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Give(buffer.AsMemory(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => RunAsync(() => Take(buffer), cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await RunAsync(() => Give(buffer), cancellationToken);

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        End(socket);
        _turn.Wait();

        // Nobody is inside OpenSSL any more.
        if (!_disposed)
            OpenSsl.SSL_free(ssl);
        _disposed = true;
        socket.Dispose();
        _turn.Release();
        base.Dispose(disposing);
    }

    private async ValueTask<int> RunAsync(Func<int> call, CancellationToken cancellationToken)
    {
        await using var ends = cancellationToken.Register(() => End(socket));
        var done = await Task.Run(call, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return done;
    }

    private int Take(Memory<byte> into)
    {
        if (into.Length == 0)
            return 0;
        var bytes = new byte[into.Length];
        _turn.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            OpenSsl.ERR_clear_error();
            var read = OpenSsl.SSL_read(ssl, bytes, bytes.Length);
            if (read <= 0)
                return OpenSsl.SSL_get_error(ssl, read) == OpenSsl.ZeroReturn ? 0 : throw new IOException("The TLS connection broke.");
            bytes.AsMemory(0, read).CopyTo(into);
            return read;
        }
        finally
        {
            _turn.Release();
        }
    }

    private int Give(ReadOnlyMemory<byte> from)
    {
        if (from.Length == 0)
            return 0;
        _turn.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            OpenSsl.ERR_clear_error();
            return OpenSsl.SSL_write(ssl, from.ToArray(), from.Length) > 0 ? from.Length : throw new IOException("The TLS connection broke.");
        }
        finally
        {
            _turn.Release();
        }
    }
}
