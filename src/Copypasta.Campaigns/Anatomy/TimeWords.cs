using System.Buffers;

namespace Copypasta.Campaigns;

/// <summary>
/// Tells dates and times of day by their form: digits with colons, slashes, hyphens or points, and the names of months, days of the week and units of the clock, pinned for English, German,
/// French, Spanish, Portuguese, Italian, Turkish, Russian, Ukrainian, Persian, Arabic, Chinese, Japanese, Korean and Thai.
/// </summary>
internal static class TimeWords
{
    private static readonly string[] s_names =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "today", "tomorrow", "yesterday",
        "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
        "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
        "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro",
        "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
        "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
        "понедельник", "вторник", "среда", "среду", "четверг", "пятница", "пятницу", "суббота", "субботу", "воскресенье",
        "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
        "شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "پنج‌شنبه", "جمعه",
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
        "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت",
        "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "上午", "下午", "早上", "晚上", "凌晨", "中午", "月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜", "午前", "午後",
        "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일", "오전", "오후",
        "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
        "วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์",
    ];

    // Only with digits or names.
    private static readonly string[] s_units =
    [
        "am", "pm", "a.m", "p.m", "st", "nd", "rd", "th", "h", "uhr", "o'clock", "utc", "gmt", "of", "de", "at", "um", "г", "года", "часов", "часа", "ساعت",
        "年", "月", "日", "号", "號", "时", "時", "点", "點", "分", "半", "년", "월", "일", "시", "분", "น", "วันที่", "เวลา", "นาฬิกา", "โมง",
    ];

    // Signs that stand only within numbers of the calendar and the clock; a point or a comma may be a decimal.
    private static readonly SearchValues<char> s_clock = SearchValues.Create(":/");

    /// <summary>Whether a text is nothing but a date or a time.</summary>
    public static bool IsTime(string text)
    {
        bool named = false, unit = false, digits = false;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetter(text[at]))
            {
                digits |= char.IsDigit(text[at]);
                at++;
            }
            else if (Longest(s_names, text, at) is > 0 and var name)
            {
                named = true;
                at += name;
            }
            else if (Longest(s_units, text, at) is > 0 and var length)
            {
                unit = true;
                at += length;
            }
            else
            {
                return false;
            }
        }

        return named || (digits && (unit || HasForm(text)));
    }

    /// <summary>Whether a token joins the numbers of a date or a time: <c>月</c> in 5月3日.</summary>
    public static bool Joins(ReadOnlySpan<byte> token) =>
        token.SequenceEqual("年"u8) || token.SequenceEqual("月"u8) || token.SequenceEqual("时"u8) || token.SequenceEqual("時"u8) || token.SequenceEqual("点"u8) || token.SequenceEqual("點"u8)
        || token.SequenceEqual("년"u8) || token.SequenceEqual("월"u8) || token.SequenceEqual("시"u8)
        || token.SequenceEqual(":"u8) || token.SequenceEqual("/"u8) || token.SequenceEqual("-"u8) || token.SequenceEqual("."u8);

    // 12:30, 3/5, 2024-05-01, 1.5.2024.
    private static bool HasForm(string text)
    {
        var form = text.AsSpan().Trim();
        return form.ContainsAny(s_clock) || form.Count('-') == 2 || (form.Count('.') == 2 && form[^1] != '.');
    }

    private static int Longest(string[] words, string text, int at)
    {
        var longest = 0;
        foreach (var word in words)
        {
            if (word.Length > longest && string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
                && PinnedWord.IsBoundary(word, text, at) && PinnedWord.IsBoundary(word, text, at + word.Length))
            {
                longest = word.Length;
            }
        }

        return longest;
    }
}
