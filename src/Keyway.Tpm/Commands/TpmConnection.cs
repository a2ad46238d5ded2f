using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Tpm.Transport;

namespace Keyway.Tpm.Commands;

/// <summary>
/// One operation's conversation with a TPM. It remembers what the operation put into the TPM's few slots and takes it out again when it is disposed, and asks
/// again while the TPM is busy.
/// </summary>
internal sealed class TpmConnection(ITpmTransport transport, TimeLimit limit) : IDisposable
{
    private const ushort TagNoSessions = 0x8001;
    private const ushort TagSessions = 0x8002;
    private const ushort TagTpm12 = 0x00C4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly byte[] _answer = new byte[AnswerFrame.MaximumLength];
    private readonly List<uint> _held = [];
    private bool _broken;
    private bool _madeRoom;

    /// <summary>Sends a command that needs no authorization.</summary>
    public Result<TpmAnswer> Send(TpmCommand command) => Send(command, []);

    /// <summary>Sends a command with the empty password, for a hierarchy or key that has none.</summary>
    public Result<TpmAnswer> SendWithEmptyPassword(TpmCommand command) =>
        Send(command, new TpmWriter().UInt32(TpmHandle.Password).Sized([]).Byte(0).Sized([]).ToArray());

    /// <summary>Sends a command with a made authorization area, and takes the answer apart.</summary>
    public Result<TpmAnswer> Send(TpmCommand command, ReadOnlySpan<byte> authorization)
    {
        var message = Compose(command, authorization);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (!Exchange(message).TryGet(out var answer, out var refusal))
                return refusal;
            var code = new ResponseCode(BinaryPrimitives.ReadUInt32BigEndian(answer.AsSpan(6)));
            if (code.IsSuccess)
                return TakeApart(command, answer, sessions: !authorization.IsEmpty);
            if (BinaryPrimitives.ReadUInt16BigEndian(answer) == TagTpm12)
                return Catalogue.Tpm.NotTpm2;
            if (code.IsFull && !_madeRoom)
            {
                // Once in an operation: a TPM that says it is full whatever it is asked shall not have us ask for ever.
                _madeRoom = true;
                if (TpmSlots.Clear(this, _held) is { } stuck)
                    return stuck;
                continue;
            }

            if (!(code.AsksAgain || code.IsFull) || !limit.Pause(pause))
                return code.Refusal(command.Code);
        }
    }

    /// <summary>Takes something out of the TPM. What cannot be taken out stays, and is reported by nobody: the operation itself has ended by then.</summary>
    public void Flush(uint handle)
    {
        _held.Remove(handle);
        if (!_broken)
            _ = Send(new TpmCommand(CommandCode.FlushContext, [], new TpmWriter().UInt32(handle).ToArray()));
    }

    /// <summary>The TPM has taken it out by itself.</summary>
    public void Forget(uint handle) => _held.Remove(handle);

    public void Dispose()
    {
        try
        {
            for (var i = _held.Count - 1; i >= 0; i--)
                Flush(_held[i]);
        }
        catch (OperationCanceledException)
        {
            // What stays behind is taken out by the operation that needs its slot (TpmSlots).
        }
        finally
        {
            transport.Dispose();
            CryptographicOperations.ZeroMemory(_answer);
        }
    }

    private static byte[] Compose(TpmCommand command, ReadOnlySpan<byte> authorization)
    {
        var body = new TpmWriter();
        foreach (var handle in command.Handles)
            body.UInt32(handle.Value);
        if (!authorization.IsEmpty)
            body.UInt32((uint)authorization.Length).Bytes(authorization);
        var bytes = body.Bytes(command.Parameters).ToArray();
        return new TpmWriter()
            .UInt16(authorization.IsEmpty ? TagNoSessions : TagSessions)
            .UInt32((uint)(AnswerFrame.HeaderLength + bytes.Length))
            .UInt32((uint)command.Code)
            .Bytes(bytes)
            .ToArray();
    }

    private Result<byte[]> Exchange(byte[] message)
    {
        if (_broken)
            return Catalogue.Tpm.Unreachable;
        // Until the answer is here, nobody knows where in the stream we are.
        _broken = true;
        if (!transport.Exchange(message, _answer).TryGet(out var length, out var refusal))
            return refusal;
        _broken = false;
        return _answer[..length];
    }

    private Result<TpmAnswer> TakeApart(TpmCommand command, byte[] answer, bool sessions)
    {
        var reader = new TpmReader(answer);
        var tag = reader.UInt16();
        reader.Take(AnswerFrame.HeaderLength - 2);
        var handle = command.AnswersHandle ? reader.UInt32() : 0;
        if (command.AnswersHandle && !reader.Failed)
            _held.Add(handle);
        var parameters = (sessions ? reader.Take(reader.UInt32()) : reader.Rest()).ToArray();
        var authorization = reader.Rest().ToArray();
        return reader.Failed || tag != (sessions ? TagSessions : TagNoSessions)
            ? new Refusal(Catalogue.Tpm.AnswerMalformed, command.Code.ToString())
            : new TpmAnswer(handle, parameters, authorization);
    }
}
