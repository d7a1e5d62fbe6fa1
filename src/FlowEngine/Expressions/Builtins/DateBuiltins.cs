using FlowEngine.Expressions.Sandboxing;
using Jint.Native;
using Jint.Native.Date;
using Jint.Native.Object;
using Jint.Runtime;

namespace FlowEngine.Expressions.Builtins;

/// <summary>
/// Date on the evaluation's clock and zone. All of it is ours: Jint's hangs on infinite components, reads local ISO
/// dates as UTC, follows the thread's culture and loses milliseconds.
/// </summary>
internal sealed class DateBuiltins
{
    private readonly Realm _realm;
    private readonly ObjectInstance _prototype;

    private DateBuiltins(Realm realm)
    {
        _realm = realm;
        _prototype = realm.Engine.Date.PrototypeObject;
    }

    public static void Install(Realm realm)
    {
        var builtins = new DateBuiltins(realm);
        builtins.InstallConstructor();
        builtins.InstallTexts();
        builtins.InstallGetters();
        builtins.InstallSetters();
    }

    private void InstallConstructor()
    {
        var constructor = new NativeConstructor(_realm, "Date", 7, _prototype, _ => FullText(Now()), a => New(TimeOf(a)));
        _realm.Define(constructor, "now", 0, (_, _) => Now());
        _realm.Define(constructor, "parse", 1, (_, a) => DateText.Parse(Coerce.ToText(a.At(0)), _realm.Zone));
        _realm.Define(constructor, "UTC", 7, (_, a) => DateMath.Clip(FromParts(a)));
    }

    private double Now() => _realm.Now.ToUnixTimeMilliseconds();

    private DateInstance New(double time) =>
        new(_realm.Engine)
        {
            Prototype = _prototype,
            Extensible = true,
            PrimitiveValue = DateMath.Clip(time),
        };

    private double TimeOf(JsValue[] arguments)
    {
        switch (arguments.Length)
        {
            case 0:
                return Now();
            case 1:
                var value = arguments[0].IsDate() ? arguments[0].AsDate().PrimitiveValue : TypeConverter.ToPrimitive(arguments[0], Types.None);
                return value.IsString() ? DateText.Parse(value.AsString(), _realm.Zone) : Coerce.ToNumber(value);
            default:
                return DateMath.ToUtc(FromParts(arguments), _realm.Zone);
        }
    }

    private static double FromParts(JsValue[] arguments)
    {
        var year = Part(0, double.NaN);
        if (Math.Truncate(year) is >= 0 and <= 99)
        {
            year = 1900 + Math.Truncate(year);
        }

        return DateMath.Make(year, Part(1, 0), Part(2, 1), Part(3, 0), Part(4, 0), Part(5, 0), Part(6, 0));

        double Part(int index, double whenAbsent) => index < arguments.Length ? Coerce.ToNumber(arguments[index]) : whenAbsent;
    }

    private void InstallTexts()
    {
        DefineText("toString", (t, _) => FullText(t));
        DefineText("toDateString", (t, _) => DateText.LocalDate(t, _realm.Zone));
        DefineText("toTimeString", (t, _) => DateText.LocalTime(t, _realm.Zone));
        DefineText("toUTCString", (t, _) => DateText.Utc(t));
        DefineText("toGMTString", (t, _) => DateText.Utc(t));
        DefineText("toLocaleDateString", (t, a) => DateLocaleText.Of(_realm, t, a, DateLocaleParts.Date));
        DefineText("toLocaleTimeString", (t, a) => DateLocaleText.Of(_realm, t, a, DateLocaleParts.Time));
        DefineText("toLocaleString", (t, a) => DateLocaleText.Of(_realm, t, a, DateLocaleParts.DateAndTime));
        _realm.Define(
            _prototype,
            "toISOString",
            0,
            (self, _) => Time(self) is var t && double.IsNaN(t) ? throw _realm.RangeError("Invalid time value") : DateText.Iso(t)
        );
        _realm.Define(_prototype, "toJSON", 1, (self, _) => double.IsNaN(Time(self)) ? JsValue.Null : DateText.Iso(Time(self)));
    }

    private string FullText(double time) => $"{DateText.LocalDate(time, _realm.Zone)} {DateText.LocalTime(time, _realm.Zone)}";

    private void DefineText(string name, Func<double, JsValue[], string> body) =>
        _realm.Define(_prototype, name, 0, (self, a) => Time(self) is var t && double.IsNaN(t) ? "Invalid Date" : body(t, a));

    private void InstallGetters()
    {
        _realm.Define(_prototype, "valueOf", 0, (self, _) => Time(self));
        _realm.Define(_prototype, "getTime", 0, (self, _) => Time(self));
        _realm.Define(_prototype, "getTimezoneOffset", 0, (self, _) => (-DateMath.Offset(Time(self), _realm.Zone) / 60_000) + 0d);
        DefineGetter("FullYear", p => p.Year);
        DefineGetter("Month", p => p.Month);
        DefineGetter("Date", p => p.Day);
        DefineGetter("Day", p => p.Weekday);
        DefineGetter("Hours", p => p.Hour);
        DefineGetter("Minutes", p => p.Minute);
        DefineGetter("Seconds", p => p.Second);
        DefineGetter("Milliseconds", p => p.Millisecond);
        _realm.Define(_prototype, "getYear", 0, (self, _) => Read(DateMath.ToLocal(Time(self), _realm.Zone), p => p.Year - 1900));
    }

    private void DefineGetter(string name, Func<DateMath.Parts, double> read)
    {
        _realm.Define(_prototype, $"get{name}", 0, (self, _) => Read(DateMath.ToLocal(Time(self), _realm.Zone), read));
        _realm.Define(_prototype, $"getUTC{name}", 0, (self, _) => Read(Time(self), read));
    }

    private static double Read(double time, Func<DateMath.Parts, double> read) =>
        double.IsNaN(time) ? double.NaN : read(DateMath.Split(time));

    private void InstallSetters()
    {
        _realm.Define(_prototype, "setTime", 1, (self, a) => Set(self, Coerce.ToNumber(a.At(0))));
        DefineSetter("FullYear", 0, 3);
        DefineSetter("Month", 1, 2);
        DefineSetter("Date", 2, 1);
        DefineSetter("Hours", 3, 4);
        DefineSetter("Minutes", 4, 3);
        DefineSetter("Seconds", 5, 2);
        DefineSetter("Milliseconds", 6, 1);
    }

    /// <summary>A setter takes the part it is named after and up to so many finer ones.</summary>
    private void DefineSetter(string name, int first, int count)
    {
        _realm.Define(
            _prototype,
            $"set{name}",
            count,
            (self, a) => Set(self, DateMath.ToUtc(With(DateMath.ToLocal(Time(self), _realm.Zone), a), _realm.Zone))
        );
        _realm.Define(_prototype, $"setUTC{name}", count, (self, a) => Set(self, With(Time(self), a)));

        double With(double time, JsValue[] arguments)
        {
            if (double.IsNaN(time))
            {
                if (first != 0)
                {
                    return double.NaN;
                }

                time = 0;
            }

            var p = DateMath.Split(time);
            double[] parts = [p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second, p.Millisecond];
            parts[first] = Coerce.ToNumber(arguments.At(0));
            for (var i = 1; i < Math.Min(count, arguments.Length); i++)
            {
                parts[first + i] = Coerce.ToNumber(arguments[i]);
            }

            return DateMath.Make(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
        }
    }

    private double Set(JsValue self, double time)
    {
        _ = Time(self);
        return self.AsDate().PrimitiveValue = DateMath.Clip(time);
    }

    private double Time(JsValue self) =>
        self.IsDate() ? self.AsDate().PrimitiveValue : throw _realm.TypeError("this is not a Date object.");
}
