using System.Diagnostics;
using System.Formats.Cbor;
using Keyway.Errors;

namespace Keyway.SecurityKeys.Tests;

/// <summary>A sensor, or something on its cable, that lies, goes away or never ends.</summary>
public sealed class HostileSensorTests
{
    private const int Id = 4;
    private const int LastSample = 5;
    private const int Remaining = 6;
    private const int List = 7;

    [Theory]
    [InlineData(5)]
    [InlineData(255)]
    public void W14_a_sensor_that_wants_more_touches_than_it_said_is_refused(int remaining)
    {
        using var bench = new SensorBench(enrolled: false);
        (SecurityKeyDevice device, SpoofedPort port) = bench.Spoof();
        using (device)
        {
            port.Change = answer => Sample(answer) is { } sample ? Capture(sample.Id, 0, remaining) : answer;
            Refused.With(Catalogue.SecurityKeys.EnrolmentMalformed, bench.Enrol(device));
            port.Change = answer => answer;
            Assert.Empty(device.ListFingerprints(KeyBench.Pin).Value);
        }
    }

    [Fact]
    public void W14_a_sensor_that_always_wants_one_more_is_given_up()
    {
        using var bench = new SensorBench(enrolled: false);
        (SecurityKeyDevice device, SpoofedPort port) = bench.Spoof();
        using (device)
        {
            // The real one would end at the fourth: it is held at its first sample.
            bench.Hand.LayOn([Hand.Index, .. Enumerable.Repeat("another", 100)]);
            port.Change = answer => Sample(answer) is { } sample ? Capture(sample.Id, 0, 1) : answer;
            Refused.With(Catalogue.SecurityKeys.EnrolmentNotFinished, bench.Enrol(device));
            Assert.Equal(64, bench.Told.Count);
            port.Change = answer => answer;
            Assert.Empty(device.ListFingerprints(KeyBench.Pin).Value);
        }
    }

    [Fact]
    public void W14_a_sensor_that_is_done_too_early_has_no_finger_to_show()
    {
        using var bench = new SensorBench(enrolled: false);
        (SecurityKeyDevice device, SpoofedPort port) = bench.Spoof();
        using (device)
        {
            port.Change = answer => Sample(answer) is { } sample ? Capture(sample.Id, 0, 0) : answer;
            Refused.With(Catalogue.SecurityKeys.FingerprintUnknown, bench.Enrol(device));
            port.Change = answer => Sample(answer) is { } sample ? Capture(sample.Id, 7, 0) : answer;
            Refused.With(Catalogue.SecurityKeys.EnrolmentMalformed, bench.Enrol(device));

            // To the name it says yes as well.
            port.Change = answer => Sample(answer) is { } sample ? Capture(sample.Id, 0, 0) : answer is [0x2C] ? [0x00] : answer;
            Assert.False(bench.Enrol(device).Succeeded);
        }
    }

    [Fact]
    public void W14_a_sensor_that_gives_no_id_or_that_of_another_finger_is_refused()
    {
        using var bench = new SensorBench();
        (SecurityKeyDevice device, SpoofedPort port) = bench.Spoof();
        using (device)
        {
            bench.Hand.Finger = Hand.Thumb;
            foreach (byte[] id in new[] { [], bench.Enrolled!.Id.ToArray() })
            {
                port.Change = answer => Sample(answer) is not null ? Capture(id, 0, 3) : answer;
                Assert.Equal("no id of its own", Refused.With(Catalogue.SecurityKeys.EnrolmentMalformed, bench.Enrol(device, "thumb")));
            }

            port.Change = answer => answer;
            Assert.Equal("index", Assert.Single(device.ListFingerprints(KeyBench.Pin).Value).Name);
        }
    }

    [Fact]
    public void W14_a_list_with_a_finger_twice_or_without_id_is_refused_and_hostile_names_stay_text()
    {
        using var bench = new SensorBench();
        byte[] id = bench.Enrolled!.Id.ToArray();
        (SecurityKeyDevice device, SpoofedPort port) = bench.Spoof();
        using (device)
        {
            port.Change = answer => IsList(answer) ? Templates((id, "one"), (id, "two")) : answer;
            Refused.With(Catalogue.SecurityKeys.FingerprintsMalformed, device.ListFingerprints(KeyBench.Pin));
            port.Change = answer => IsList(answer) ? Templates(([], "one")) : answer;
            Refused.With(Catalogue.SecurityKeys.FingerprintsMalformed, device.ListFingerprints(KeyBench.Pin));
            string hostile = "\u001b[2J\u202e" + new string('x', 1500);
            port.Change = answer => IsList(answer) ? Templates((id, hostile)) : answer;
            Assert.Equal(hostile, Assert.Single(device.ListFingerprints(KeyBench.Pin).Value).Name);
        }
    }

    [Fact]
    public void W14_mutated_answers_of_a_sensor_are_refused_or_survived()
    {
        using var bench = new SensorBench();
        (SecurityKeyDevice device, SpoofedPort port) = bench.Spoof();
        using (device)
        {
            var random = new Random(14);
            for (int round = 0; round < 80; round++)
            {
                // Its own answers alone, cut or with a byte changed that promises no length.
                port.Change = answer => IsList(answer) || Sample(answer) is not null ? Changed(answer, random) : answer;
                bench.Hand.Finger = $"finger {round}";
                if (round % 2 == 0) _ = device.ListFingerprints(KeyBench.Pin);
                else _ = bench.Enrol(device, $"finger {round}");
            }

            port.Change = answer => answer;
            Assert.True(device.ListFingerprints(KeyBench.Pin).Succeeded);
        }
    }

    [Fact]
    public void W14_a_key_pulled_out_half_way_through_an_enrolment_is_as_it_was()
    {
        using var bench = new SensorBench();
        (SecurityKeyDevice device, SpoofedPort port) = bench.Spoof();
        bench.Hand.Finger = Hand.Thumb;
        int samples = 0;
        port.Change = answer =>
        {
            if (Sample(answer) is not null && ++samples == 3) bench.Bench.Key.Port.Dispose();
            return answer;
        };
        Refused.With(Catalogue.SecurityKeys.KeyLost, bench.Enrol(device, "thumb"));
        device.Dispose();
        bench.Bench.Replug();
        Assert.Equal("index", Assert.Single(bench.Device.ListFingerprints(KeyBench.Pin).Value).Name);
        Assert.True(bench.Enrol(bench.Device, "thumb").Succeeded);
    }

    [Fact]
    public void W14_a_key_that_locks_up_in_an_enrolment_is_given_up()
    {
        using var bench = new SensorBench(enrolled: false);
        using var stuck = new ManualResetEventSlim();
        (SecurityKeyDevice device, SpoofedPort port) = bench.Spoof(new SecurityKeyOptions { Timeout = TimeSpan.FromSeconds(1) });
        using (device)
        {
            port.Change = answer =>
            {
                if (Sample(answer) is not null) bench.Hand.Stuck = stuck;
                return answer;
            };
            long start = Stopwatch.GetTimestamp();
            Refused.With(Catalogue.SecurityKeys.KeyLost, bench.Enrol(device));
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(12));
            bench.Hand.Stuck = null;
            stuck.Set();
        }

        bench.Bench.Replug();
        Assert.Empty(bench.Device.ListFingerprints(KeyBench.Pin).Value);
    }

    [Fact]
    public void An_enrolment_that_nobody_goes_on_with_or_that_is_cancelled_leaves_nothing()
    {
        using var bench = new SensorBench(enrolled: false, device: new SecurityKeyOptions { Timeout = TimeSpan.FromSeconds(2) });
        bench.Hand.LayOn(Hand.Index);
        bench.Hand.Finger = null;
        Refused.With(Catalogue.SecurityKeys.TouchTimeout, bench.Enrol(bench.Device));
        Assert.Empty(bench.Device.ListFingerprints(KeyBench.Pin).Value);

        using var cancellation = new CancellationTokenSource();
        bench.Hand.Finger = Hand.Index;
        Refused.With(Catalogue.SecurityKeys.Cancelled, bench.Device.EnrolFingerprint("index", told => Cancel(told), KeyBench.Pin, cancellation.Token));
        Assert.Empty(bench.Device.ListFingerprints(KeyBench.Pin).Value);
        Assert.True(bench.Enrol(bench.Device).Succeeded);

        void Cancel(FingerprintProgress told)
        {
            if (told.Remaining == 2) cancellation.Cancel();
        }
    }

    [Fact]
    public void W14_an_enrolment_that_cannot_be_kept_is_refused_and_keeps_nothing()
    {
        using var bench = new SensorBench(enrolled: false);
        string folder = Path.GetDirectoryName(bench.Bench.Key.Path)!;
        try
        {
            Assert.False(bench.Device.EnrolFingerprint("index", told => PullFolder(told), KeyBench.Pin, TestContext.Current.CancellationToken).Succeeded);
        }
        finally
        {
            Directory.Move(folder + ".away", folder);
        }

        Assert.Empty(bench.Device.ListFingerprints(KeyBench.Pin).Value);

        void PullFolder(FingerprintProgress told)
        {
            if (told.Remaining == 1) Directory.Move(folder, folder + ".away");
        }
    }

    /// <summary>What an answer says of one touch, or null when it is another answer.</summary>
    private static (byte[] Id, int Left)? Sample(byte[] answer)
    {
        if (answer.Length < 8 || answer[0] != 0 || answer[1] != 0xA3 || answer[2] != Id) return null;
        var reader = new CborReader(answer.AsMemory(1), CborConformanceMode.Lax);
        reader.ReadStartMap();
        reader.ReadInt32();
        byte[] id = reader.ReadByteString();
        reader.ReadInt32();
        reader.ReadInt32();
        reader.ReadInt32();
        return (id, reader.ReadInt32());
    }

    private static bool IsList(byte[] answer) => answer.Length > 3 && answer[0] == 0 && answer[1] == 0xA1 && answer[2] == List;

    private static byte[] Capture(byte[] id, int status, int remaining)
    {
        var writer = new CborWriter();
        writer.WriteStartMap(3);
        writer.WriteInt32(Id);
        writer.WriteByteString(id);
        writer.WriteInt32(LastSample);
        writer.WriteInt32(status);
        writer.WriteInt32(Remaining);
        writer.WriteInt32(remaining);
        writer.WriteEndMap();
        return [0, .. writer.Encode()];
    }

    private static byte[] Templates(params (byte[] Id, string Name)[] templates)
    {
        var writer = new CborWriter();
        writer.WriteStartMap(1);
        writer.WriteInt32(List);
        writer.WriteStartArray(templates.Length);
        foreach ((byte[] id, string name) in templates)
        {
            writer.WriteStartMap(2);
            writer.WriteInt32(1);
            writer.WriteByteString(id);
            writer.WriteInt32(2);
            writer.WriteTextString(name);
            writer.WriteEndMap();
        }

        writer.WriteEndArray();
        writer.WriteEndMap();
        return [0, .. writer.Encode()];
    }

    private static byte[] Changed(byte[] answer, Random random)
    {
        byte[] changed = [.. answer];
        if (random.Next(3) == 0) return changed[..random.Next(1, changed.Length)];
        changed[random.Next(1, changed.Length)] = (byte)random.Next(0x80);
        return changed;
    }
}
